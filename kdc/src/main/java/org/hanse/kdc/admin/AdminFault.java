package org.hanse.kdc.admin;

import org.hanse.kdc.admin.operation.RefusalCode;

/** Why a request is not granted. Without stack trace: whoever finds the port causes it at will. */
final class AdminFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final RefusalCode code;

    AdminFault(RefusalCode code, String what, String cure) {
        this(code, what + "; " + cure);
    }

    /** @param told what, a semicolon, what to do */
    AdminFault(RefusalCode code, String told) {
        super(told, null, false, false);
        this.code = code;
    }

    RefusalCode code() {
        return code;
    }

    /** Carries a fault through a transaction of the store, of which nothing stays then. */
    static final class Carrier extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient AdminFault fault;

        Carrier(AdminFault fault) {
            super(fault.getMessage(), null, false, false);
            this.fault = fault;
        }

        AdminFault fault() {
            return fault;
        }
    }
}
