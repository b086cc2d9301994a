package org.hanse.realmtrust.document;

import java.util.Optional;

/** Whether one document may follow another, whatever else is known and whatever the time is. */
final class Link {
    private Link() {}

    /** Empty if it may. The signature is verified last, when everything that costs less has been looked at. */
    static Optional<DocumentReason> fault(SignedDocument before, SignedDocument next) {
        RealmDocument old = before.document();
        RealmDocument fresh = next.document();
        Optional<DocumentReason> identity = identityFault(old, fresh);
        if (identity.isPresent()) {
            return identity;
        }
        if (!fresh.predecessor().equals(Optional.of(before.hash()))) {
            return Optional.of(DocumentReason.NOT_LINKED);
        }
        if (fresh.version() <= old.version()) {
            return Optional.of(DocumentReason.ROLLED_BACK);
        }
        if (fresh.issued().isBefore(old.issued())) {
            return Optional.of(DocumentReason.ISSUED_TOO_EARLY);
        }
        return signerFault(old, next);
    }

    /** Name and id are compared each by itself: none is inferred from the other. */
    static Optional<DocumentReason> identityFault(RealmDocument old, RealmDocument fresh) {
        if (!fresh.realm().equals(old.realm())) {
            return Optional.of(DocumentReason.OTHER_REALM);
        }
        return fresh.id().equals(old.id()) ? Optional.empty() : Optional.of(DocumentReason.OTHER_IDENTITY);
    }

    private static Optional<DocumentReason> signerFault(RealmDocument old, SignedDocument next) {
        Optional<SigningPublicKey> key = allowedSigner(old, next.document());
        if (key.isEmpty()) {
            return Optional.of(DocumentReason.SIGNER_NOT_ALLOWED);
        }
        if (next.document().isRecovery() && keepsAny(old, next.document())) {
            return Optional.of(DocumentReason.RECOVERY_KEEPS_KEYS);
        }
        return next.isSignedBy(key.get()) ? Optional.empty() : Optional.of(DocumentReason.SIGNATURE_WRONG);
    }

    private static Optional<SigningPublicKey> allowedSigner(RealmDocument old, RealmDocument fresh) {
        if (fresh.isRecovery()) {
            return fresh.recoveryKey().filter(key -> key.fingerprint().equals(old.recovery()));
        }
        return old.signingKey(fresh.signer(), fresh.issued());
    }

    private static boolean keepsAny(RealmDocument old, RealmDocument fresh) {
        return fresh.signingKeys().stream()
                .anyMatch(kept ->
                        old.signingKeys().stream().anyMatch(known -> known.key().equals(kept.key())));
    }
}
