package org.hanse.realmtrust.document;

import java.security.SecureRandom;
import org.hanse.protocol.wire.Octets;

/**
 * A realm document with its signatures, as it is published. Reading it says that it is well formed and names one signer; whether it is
 * signed by whom it must be, {@link Succession} and {@link FirstContact} say, which know the keys. Immutable.
 */
public final class SignedDocument {
    /** Longest signed document, in octets; one with a single key has about 8,000. */
    public static final int LONGEST = 64 * 1024;

    private final RealmDocument document;
    private final SignedPayload signed;
    private final DocumentHash hash;

    private SignedDocument(RealmDocument document, SignedPayload signed) {
        this.document = document;
        this.signed = signed;
        this.hash = DocumentHash.of(signed.payload());
    }

    /**
     * @param random see {@link RealmSigningKey}
     * @throws IllegalArgumentException if the document names another signer, or no reader would take it
     */
    public static SignedDocument sign(RealmDocument document, RealmSigningKey key, SecureRandom random) {
        if (!document.signer().equals(key.publicKey().fingerprint())) {
            throw new IllegalArgumentException("the realm document names another signer");
        }
        byte[] payload = DocumentWriter.write(document);
        SignedPayload signed = SignedPayload.sign(ContentType.REALM_DOCUMENT, payload, key, random);
        if (signed.encoded().length() > LONGEST) {
            throw new IllegalArgumentException("the realm document is too long");
        }
        return new SignedDocument(document, signed);
    }

    /** @throws DocumentFault saying why it is none */
    public static SignedDocument read(byte[] octets) throws DocumentFault {
        SignedPayload signed = SignedPayload.read(octets, ContentType.REALM_DOCUMENT, LONGEST);
        RealmDocument document = DocumentReader.read(signed.payload().toByteArray());
        if (!document.signer().equals(signed.signer())) {
            throw new DocumentFault(DocumentReason.WRONG_SIGNERS);
        }
        return new SignedDocument(document, signed);
    }

    /** What it says; to be believed only where the signature has been judged. */
    public RealmDocument document() {
        return document;
    }

    /** The octets that {@link #read} takes. */
    public Octets encoded() {
        return signed.encoded();
    }

    /** Which document it is, whoever signed it and however often. */
    public DocumentHash hash() {
        return hash;
    }

    boolean isSignedBy(SigningPublicKey key) {
        return signed.isSignedBy(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedDocument that && signed.equals(that.signed);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return "SignedDocument(" + document.realm() + " version " + document.version() + ")";
    }
}
