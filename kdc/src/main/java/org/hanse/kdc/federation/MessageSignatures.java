package org.hanse.kdc.federation;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.hanse.realmtrust.agreement.Envelope;
import org.hanse.realmtrust.agreement.MessageSigner;
import org.hanse.realmtrust.agreement.MessageVerifier;
import org.hanse.realmtrust.document.ContentType;
import org.hanse.realmtrust.document.DocumentFault;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.RealmIdentity;
import org.hanse.realmtrust.document.SignedPayload;

/**
 * Signatures of messages, as of documents and under a type of their own (docs/federation.md): of this realm, and of one peer as its documents are
 * known now. Who else has signed something is nobody here, even if its documents list the same key. Immutable.
 */
record MessageSignatures(RealmIdentity own, KeyHistory peer, Instant now, SecureRandom random)
        implements MessageSigner, MessageVerifier {
    @Override
    public byte[] sign(byte[] payload) {
        return SignedPayload.sign(ContentType.AGREEMENT_MESSAGE, payload, own.signingKey(), random)
                .encoded()
                .toByteArray();
    }

    @Override
    public Optional<Verified> verify(byte[] signed) {
        SignedPayload read;
        try {
            read = SignedPayload.read(signed, ContentType.AGREEMENT_MESSAGE, Envelope.LONGEST);
        } catch (DocumentFault notSigned) {
            return Optional.empty();
        }
        return peer.signingKey(read.signer(), now)
                .filter(read::isSignedBy)
                .map(key -> new Verified(read.payload(), peer.id().hex()));
    }
}
