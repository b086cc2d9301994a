package org.hanse.realmtrust.document;

import java.security.SecureRandom;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;

/**
 * What a realm holds of itself: the key it signs with, the recovery key until that is taken offline, and its documents. Keys print themselves by
 * their fingerprints. Immutable.
 *
 * @param signingKey signs documents and messages now
 * @param recovery fingerprint of the recovery key
 * @param recoveryKey empty when it is kept elsewhere
 * @param history empty before the first document
 * @param leastVersion of the next document, at least; 1 unless the realm was restored
 */
public record RealmIdentity(
        RealmName realm,
        RealmSigningKey signingKey,
        Fingerprint recovery,
        Optional<RealmSigningKey> recoveryKey,
        Optional<KeyHistory> history,
        long leastVersion) {
    /** Of a new realm, or of one that is older than signed documents. */
    public static RealmIdentity create(RealmName realm, SecureRandom random) {
        RealmSigningKey recovery = RealmSigningKey.generate(random);
        return new RealmIdentity(
                realm,
                RealmSigningKey.generate(random),
                recovery.publicKey().fingerprint(),
                Optional.of(recovery),
                Optional.empty(),
                1);
    }

    /** The realm's id: before the first document it follows from the key that will sign it. */
    public Fingerprint id() {
        return history.map(KeyHistory::id).orElseGet(this::fingerprint);
    }

    /** Of the key that signs now. */
    public Fingerprint fingerprint() {
        return signingKey.publicKey().fingerprint();
    }

    RealmIdentity with(RealmSigningKey key, KeyHistory longer) {
        return new RealmIdentity(realm, key, recovery, recoveryKey, Optional.of(longer), leastVersion);
    }

    /** Before the documents that say so are signed. */
    RealmIdentity withNewKeys(SecureRandom random) {
        RealmIdentity fresh = create(realm, random);
        return new RealmIdentity(realm, fresh.signingKey, fresh.recovery, fresh.recoveryKey, history, leastVersion);
    }

    /** The same when the recovery key is kept elsewhere. */
    public RealmIdentity withoutRecoveryKey() {
        return new RealmIdentity(realm, signingKey, recovery, Optional.empty(), history, leastVersion);
    }

    /** The same in a restored realm: documents that it has forgotten may have had so many versions behind the newest that it knows. */
    public RealmIdentity skipping(long versions) {
        long newest = history.map(known -> known.head().version()).orElse(0L);
        return new RealmIdentity(realm, signingKey, recovery, recoveryKey, history, newest + versions + 1);
    }
}
