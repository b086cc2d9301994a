package org.hanse.realmtrust.document;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * What is signed, as CMS names it (RFC 5652 §11.1): it is signed with the payload, so that nothing that was signed as one thing is
 * read as another. The numbers are made of UUIDs, which needs no registration (ITU-T X.667 §7).
 */
public enum ContentType {
    REALM_DOCUMENT("2.25.92074868013687631562779369226704585252"),
    AGREEMENT_MESSAGE("2.25.78893749597386451711174114064828282168"),
    FEDERATION_LIST("2.25.17145641153770504720492857632295127975"),
    INTRODUCTION("2.25.3201352052220027406720730689118139505");

    private final String oid;

    ContentType(String oid) {
        this.oid = oid;
    }

    ASN1ObjectIdentifier oid() {
        return new ASN1ObjectIdentifier(oid);
    }
}
