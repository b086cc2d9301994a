package org.hanse.realmtrust.introduction;

import java.security.SecureRandom;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.document.ContentType;
import org.hanse.realmtrust.document.DocumentFault;
import org.hanse.realmtrust.document.DocumentReason;
import org.hanse.realmtrust.document.RealmSigningKey;
import org.hanse.realmtrust.document.SignedPayload;
import org.hanse.realmtrust.document.SigningPublicKey;

/** An introduction with its signatures. Whether they are the introducer's, {@link IntroductionRules} says. Immutable. */
public final class SignedIntroduction {
    /** Longest signed introduction or request, in octets; they have about 5,000. */
    public static final int LONGEST = 16 * 1024;

    private final Introduction introduction;
    private final SignedPayload signed;

    private SignedIntroduction(Introduction introduction, SignedPayload signed) {
        this.introduction = introduction;
        this.signed = signed;
    }

    /** @throws IllegalArgumentException if it names another signer, or no reader would take it */
    public static SignedIntroduction sign(Introduction introduction, RealmSigningKey key, SecureRandom random) {
        if (!introduction.signer().equals(key.publicKey().fingerprint())) {
            throw new IllegalArgumentException("the introduction names another signer");
        }
        byte[] payload = IntroductionForm.write(introduction);
        return new SignedIntroduction(introduction, SignedPayload.sign(ContentType.INTRODUCTION, payload, key, random));
    }

    /** @throws DocumentFault saying why it is none */
    public static SignedIntroduction read(byte[] octets) throws DocumentFault {
        SignedPayload signed = SignedPayload.read(octets, ContentType.INTRODUCTION, LONGEST);
        Introduction introduction =
                IntroductionForm.introduction(signed.payload().toByteArray());
        if (!introduction.signer().equals(signed.signer())) {
            throw new DocumentFault(DocumentReason.WRONG_SIGNERS);
        }
        return new SignedIntroduction(introduction, signed);
    }

    /** What it says; to be believed only where it has been judged. */
    public Introduction introduction() {
        return introduction;
    }

    /** The octets that {@link #read} takes. */
    public Octets encoded() {
        return signed.encoded();
    }

    boolean isSignedBy(SigningPublicKey key) {
        return signed.isSignedBy(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedIntroduction that && signed.equals(that.signed);
    }

    @Override
    public int hashCode() {
        return introduction.hashCode();
    }

    @Override
    public String toString() {
        return "SignedIntroduction(" + introduction.introducer().realm() + ")";
    }
}
