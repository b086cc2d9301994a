package org.hanse.realmtrust.introduction;

import java.security.SecureRandom;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.document.ContentType;
import org.hanse.realmtrust.document.DocumentFault;
import org.hanse.realmtrust.document.DocumentReason;
import org.hanse.realmtrust.document.RealmSigningKey;
import org.hanse.realmtrust.document.SignedPayload;
import org.hanse.realmtrust.document.SigningPublicKey;

/** A request for an introduction with its signatures. Whether they are the asking realm's, {@link IntroductionRules} says. Immutable. */
public final class SignedRequest {
    private final IntroductionRequest request;
    private final SignedPayload signed;

    private SignedRequest(IntroductionRequest request, SignedPayload signed) {
        this.request = request;
        this.signed = signed;
    }

    /** @throws IllegalArgumentException if it names another signer, or no reader would take it */
    public static SignedRequest sign(IntroductionRequest request, RealmSigningKey key, SecureRandom random) {
        if (!request.signer().equals(key.publicKey().fingerprint())) {
            throw new IllegalArgumentException("the request names another signer");
        }
        byte[] payload = IntroductionForm.write(request);
        return new SignedRequest(request, SignedPayload.sign(ContentType.INTRODUCTION, payload, key, random));
    }

    /** @throws DocumentFault saying why it is none */
    public static SignedRequest read(byte[] octets) throws DocumentFault {
        SignedPayload signed = SignedPayload.read(octets, ContentType.INTRODUCTION, SignedIntroduction.LONGEST);
        IntroductionRequest request = IntroductionForm.request(signed.payload().toByteArray());
        if (!request.signer().equals(signed.signer())) {
            throw new DocumentFault(DocumentReason.WRONG_SIGNERS);
        }
        return new SignedRequest(request, signed);
    }

    /** What it says; to be believed only where it has been judged. */
    public IntroductionRequest request() {
        return request;
    }

    /** The octets that {@link #read} takes. */
    public Octets encoded() {
        return signed.encoded();
    }

    boolean isSignedBy(SigningPublicKey key) {
        return signed.isSignedBy(key);
    }
}
