package org.hanse.kdc.realm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.realmtrust.document.DocumentFacts;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.IdentityStore;
import org.hanse.realmtrust.document.Publication;
import org.hanse.realmtrust.document.RealmIdentity;
import org.hanse.realmtrust.document.RealmSigningKey;

/**
 * The key that takes a realm back from whoever has stolen its signing key, docs/federation.md. It is made with the realm and lies in the store, sealed, until it is
 * put into a file for a safe: who gets at the store has both keys otherwise.
 */
public final class RecoveryKey {
    private final RealmName realm;
    private final IdentityStore store;
    private final Clock clock;
    private final SecureRandom random;

    public RecoveryKey(RealmName realm, IdentityStore store, Clock clock, SecureRandom random) {
        this.realm = realm;
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Writes it into a file, reads that again, and then takes it out of the store.
     *
     * @param file must not be there
     * @param keep whether it stays in the store all the same
     * @return the fingerprint, as the realm's documents have it
     * @throws RealmFailure if it has been taken out before, or the file is there
     */
    public Fingerprint export(Path file, SecretBytes passphrase, boolean keep) throws RealmFailure, IOException {
        RealmIdentity identity = new SigningKeys(realm, store, clock, random).made();
        RealmSigningKey key = identity.recoveryKey().orElseThrow(RecoveryKey::takenOut);
        if (Files.exists(file)) {
            throw RealmFailure.refused(file + " is there already", "name a new file");
        }
        HomeFiles.replace(
                file,
                SigningKeyFile.of(List.of(key), Optional.of(passphrase), random).octets(),
                HomeFiles.SECRET);
        Fingerprint written = read(file, passphrase).publicKey().fingerprint();
        if (!written.equals(identity.recovery())) {
            throw new IllegalStateException("what was written is not the recovery key");
        }
        if (!keep) {
            // Unless another has recovered the realm meanwhile: its key is a new one then, which nobody has in a file.
            store.change(before -> before.filter(now -> now.recovery().equals(written))
                    .map(RealmIdentity::withoutRecoveryKey)
                    .or(() -> before)
                    .orElseThrow());
        }
        return written;
    }

    private static RealmFailure takenOut() {
        return RealmFailure.refused(
                "the recovery key is not in the store: it was put into a file", "name that file with --file");
    }

    /**
     * Gives the realm new keys for all that it had, signed by the recovery key out of the store. Servers publish the documents within a second.
     *
     * @throws RealmFailure if it was taken out, or nobody knows the realm yet
     */
    public RealmIdentity recover(DocumentFacts facts) throws RealmFailure {
        return recover(store.find().flatMap(RealmIdentity::recoveryKey).orElseThrow(RecoveryKey::takenOut), facts);
    }

    /**
     * The same with the key that was put into a file.
     *
     * @throws RealmFailure also if it is not this realm's recovery key now, or does not open
     */
    public RealmIdentity recover(Path file, SecretBytes passphrase, DocumentFacts facts)
            throws RealmFailure, IOException {
        return recover(read(file, passphrase), facts);
    }

    private static RealmSigningKey read(Path file, SecretBytes passphrase) throws RealmFailure, IOException {
        List<RealmSigningKey> keys = SigningKeyFile.read(file).keys(Optional.of(passphrase));
        if (keys.size() != 1) {
            throw RealmFailure.refused(
                    file + " holds several keys, so it is no recovery key's",
                    "name the file that hanse realm export-recovery-key has made");
        }
        return keys.get(0);
    }

    private RealmIdentity recover(RealmSigningKey key, DocumentFacts facts) throws RealmFailure {
        Fingerprint shown = key.publicKey().fingerprint();
        RealmIdentity identity = store.find()
                .filter(found -> found.history().isPresent())
                .orElseThrow(() -> RealmFailure.refused(
                        realm + " has signed no document yet, so nobody knows it by a key that could be stolen",
                        "start its server once; it signs the first one"));
        if (!identity.recovery().equals(shown)) {
            throw RealmFailure.refused(
                    "that is not the recovery key of " + realm + " now, but " + shown.grouped(),
                    "name the file of " + identity.recovery().grouped());
        }
        try {
            return store.change(
                    before -> Publication.recover(before.orElseThrow(), key, facts, clock.instant(), random));
        } catch (IllegalArgumentException unsayable) {
            throw RealmFailure.refused(
                    String.valueOf(unsayable.getMessage()), "mend publicName, listen or domains in realm.yaml");
        }
    }
}
