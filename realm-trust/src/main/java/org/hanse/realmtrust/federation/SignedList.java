package org.hanse.realmtrust.federation;

import java.security.SecureRandom;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.document.ContentType;
import org.hanse.realmtrust.document.DocumentFault;
import org.hanse.realmtrust.document.DocumentHash;
import org.hanse.realmtrust.document.DocumentReason;
import org.hanse.realmtrust.document.RealmSigningKey;
import org.hanse.realmtrust.document.SignedPayload;
import org.hanse.realmtrust.document.SigningPublicKey;

/**
 * A federation's list with its signatures, as it is published. Reading it says that it is well formed; whether it is signed by whom it must be,
 * {@link ListSuccession} says, which knows the keys. Immutable.
 */
public final class SignedList {
    /** Longest signed list, in octets: ten thousand members with names of usual length. */
    public static final int LONGEST = 2 << 20;

    private final FederationList list;
    private final SignedPayload signed;
    private final DocumentHash hash;

    private SignedList(FederationList list, SignedPayload signed) {
        this.list = list;
        this.signed = signed;
        this.hash = DocumentHash.of(signed.payload());
    }

    /**
     * @param random see {@link RealmSigningKey}
     * @throws IllegalArgumentException if the list names another signer, or no reader would take it
     */
    public static SignedList sign(FederationList list, RealmSigningKey key, SecureRandom random) {
        if (!list.signer().equals(key.publicKey().fingerprint())) {
            throw new IllegalArgumentException("the list names another signer");
        }
        SignedPayload signed = SignedPayload.sign(ContentType.FEDERATION_LIST, ListWriter.write(list), key, random);
        if (signed.encoded().length() > LONGEST) {
            throw new IllegalArgumentException("the list is longer than " + LONGEST + " octets");
        }
        return new SignedList(list, signed);
    }

    /** @throws DocumentFault saying why it is none */
    public static SignedList read(byte[] octets) throws DocumentFault {
        SignedPayload signed = SignedPayload.read(octets, ContentType.FEDERATION_LIST, LONGEST);
        FederationList list = ListReader.read(signed.payload().toByteArray());
        if (!list.signer().equals(signed.signer())) {
            throw new DocumentFault(DocumentReason.WRONG_SIGNERS);
        }
        return new SignedList(list, signed);
    }

    /** What it says; to be believed only where the signature has been judged. */
    public FederationList list() {
        return list;
    }

    /** The octets that {@link #read} takes. */
    public Octets encoded() {
        return signed.encoded();
    }

    /** Which list it is, however often it was signed. */
    public DocumentHash hash() {
        return hash;
    }

    boolean isSignedBy(SigningPublicKey key) {
        return signed.isSignedBy(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedList that && signed.equals(that.signed);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return "SignedList(" + list.federation() + " version " + list.version() + ")";
    }
}
