package org.hanse.realmtrust.document;

/** Why a document, its succession or a first contact is refused; the same of federations' lists and of introductions. The codes are stable: operators look them up. */
public enum DocumentReason {
    // The octets
    TOO_LARGE("is longer than a signed document may be"),
    NOT_CMS("is no CMS SignedData"),
    NOT_STRICT_CMS("is not the one form that CMS has here: DER, two signatures, nothing besides"),
    OTHER_CONTENT_TYPE("was signed as something else"),
    WRONG_SIGNERS("is not signed by both halves of the one key that it names"),
    SIGNATURE_WRONG("has a signature that is not of these octets by the key that it names"),
    // The payload
    NOT_JSON("is no JSON object of few levels, text, whole numbers and lists"),
    DUPLICATE_MEMBER("has a member twice"),
    NOT_STRICT_JSON("is not in the one form that it could be written in"),
    OTHER_TYPE("says that it is of another type or version"),
    UNKNOWN_CRITICAL("has a member that must be understood and is not known here"),
    MEMBER_MISSING("lacks a member"),
    MEMBER_WRONG("has a member that is not spelled as it must be, or out of range"),
    WEAK_ENCTYPE("offers an enctype that is not safe (RFC 6649, RFC 8429)"),
    CONTRADICTION("says two things that cannot both be"),
    // Succession
    OTHER_REALM("is of a realm with another name"),
    OTHER_IDENTITY("is of a realm of this name with another id"),
    ROLLED_BACK("is older than what is known already"),
    NOT_LINKED("does not follow what is known: the documents between are missing"),
    ISSUED_TOO_EARLY("was issued before the one that it follows"),
    ISSUED_IN_FUTURE("was issued in the future: a clock is wrong"),
    EXPIRED("has expired"),
    SIGNER_NOT_ALLOWED("is signed by a key that its predecessor does not allow at that time"),
    RECOVERY_KEEPS_KEYS("is signed by the recovery key and keeps a signing key that may be stolen"),
    BEATEN_BY_RECOVERY("contradicts a document signed by the recovery key"),
    CONFLICT("contradicts another that the realm has signed: somebody else has a key of the realm, or it runs twice"),
    // First contact
    NO_BEGINNING("does not begin with a first document, signed by the key that gives the realm its id"),
    HISTORY_TOO_LONG("has more documents than a history may have"),
    FINGERPRINT_OTHER("has another fingerprint than the one declared"),
    FINGERPRINT_OF_EARLIER_KEY("is signed by a newer key than the one whose fingerprint was declared"),
    // Lists
    OTHER_FEDERATION("is of another federation"),
    TWO_OF_ONE_VERSION(
            "contradicts another of the same version: somebody else signs with the same key, or an old copy was used");

    private final String text;

    DocumentReason(String text) {
        this.text = text;
    }

    /** As logs, audit lines and {@code hanse explain} name it. */
    public String code() {
        return "DOCUMENT_" + name();
    }

    /** What is wrong, to follow "the signed document". */
    public String text() {
        return text;
    }
}
