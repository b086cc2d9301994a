package org.hanse.kdc.admin.operation;

/** Octets that are not the JSON of a record. Names what is wrong and holds nothing of the values, which may be secret. */
public final class FormFault extends Exception {
    private static final long serialVersionUID = 1L;

    FormFault(String what) {
        super(what, null, false, false);
    }
}
