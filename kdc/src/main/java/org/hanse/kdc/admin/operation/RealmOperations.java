package org.hanse.kdc.admin.operation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.realm.KrbtgtRollover;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.kdc.realm.Right;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.realmtrust.agreement.AgreementState;
import org.hanse.realmtrust.agreement.Epoch;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.RealmIdentity;

/** What can be asked about the realm itself. */
public final class RealmOperations {
    private RealmOperations() {}

    /** Where the server listens. */
    public record Listen(List<String> hosts, long kdcPort, long kpasswdPort, long httpsPort) {}

    /** The newest document that the realm has signed of itself. */
    public record Document(long version, Instant issued, Instant expires) {}

    /** @param keys empty in a store that is older than signed documents, until its server starts */
    public record Shown(
            String name,
            Optional<Keys> keys,
            Optional<Document> document,
            Instant created,
            String publicName,
            Listen listen,
            long principals,
            long trusts,
            List<Epochs> epochs) {
        public Shown {
            epochs = List.copyOf(epochs);
        }
    }

    /**
     * The keys of one trust by agreement, by the numbers of the epochs.
     *
     * @param accepts those that open the peer's tickets, newest first
     * @param issues the one that seals tickets for the peer
     */
    public record Epochs(String peer, List<Long> accepts, Optional<Long> issues) {
        public Epochs {
            accepts = List.copyOf(accepts);
        }
    }

    /**
     * Fingerprints in hexadecimal digits.
     *
     * @param id of the first signing key, for ever
     * @param signing of the one that signs now
     */
    public record Keys(String id, String signing) {}

    public static final Operation<Nothing, Shown> SHOW = Operation.reading(
            "realm/show",
            "Show what the realm is.",
            Nothing.class,
            Shown.class,
            asked -> List.of(Need.of(Right.INQUIRE)),
            (office, asked) -> {
                RealmSettings settings = office.settings();
                Optional<RealmIdentity> identity = office.identityStore().find();
                return new Shown(
                        office.realm().value(),
                        identity.map(RealmOperations::keys),
                        identity.flatMap(RealmIdentity::history)
                                .map(KeyHistory::head)
                                .map(head -> new Document(head.version(), head.issued(), head.expires())),
                        office.facts().created(),
                        settings.publicName(),
                        new Listen(
                                settings.listen().hosts(),
                                settings.listen().kdcPort(),
                                settings.listen().kpasswdPort(),
                                settings.listen().httpsPort()),
                        office.principalStore().count(),
                        office.trustStore().all().size(),
                        office.declaredTrusts().agreements().stream()
                                .map(RealmOperations::epochs)
                                .toList());
            });

    private static Epochs epochs(AgreementState state) {
        return new Epochs(
                state.parties().peer().name().value(),
                state.epochs().stream().map(kept -> kept.epoch().number()).toList(),
                state.issuing().map(Epoch::number));
    }

    private static Keys keys(RealmIdentity identity) {
        return new Keys(identity.id().hex(), identity.fingerprint().hex());
    }

    /**
     * @param enctypes of the new key; empty means the realm's
     * @param revokeOld whether all ticket-granting tickets that are out stop working
     */
    public record Rekey(List<String> enctypes, boolean revokeOld) {
        public Rekey {
            enctypes = List.copyOf(enctypes);
        }
    }

    /** @param until when the last ticket under it has ended */
    public record Kept(long kvno, Instant until) {}

    /**
     * @param name of the principal whose key it is
     * @param kvno of the new key
     * @param sealsFrom from when on it seals new tickets
     * @param kept old keys that still open tickets, newest first
     * @param dropped kvnos of old keys that are gone, newest first
     */
    public record Rekeyed(String name, long kvno, Instant sealsFrom, List<Kept> kept, List<Long> dropped) {}

    public static final Operation<Rekey, Rekeyed> REKEY = Operation.changing(
            "realm/rekey",
            "Give the realm a new key, with an overlap.",
            Rekey.class,
            Rekeyed.class,
            asked -> List.of(Need.of(Right.CHANGE_KEYS)),
            RealmOperations::rekey);

    /** @param revokeOld whether peers stop believing what the old key has signed */
    public record RekeySigning(boolean revokeOld) {}

    /** @param version of the document that names the new key */
    public record Signing(String fingerprint, long version) {}

    public static final Operation<RekeySigning, Signing> REKEY_SIGNING = Operation.changing(
            "realm/rekey-signing",
            "Give the realm a new key for its documents and its messages to other realms.",
            RekeySigning.class,
            Signing.class,
            asked -> List.of(Need.of(Right.CHANGE_KEYS)),
            (office, asked) -> {
                RealmIdentity identity = office.signingKeys().rollOver(office.documentFacts(), asked.revokeOld());
                return new Signing(
                        identity.fingerprint().hex(),
                        identity.history().orElseThrow().head().version());
            });

    private static Rekeyed rekey(Office office, Rekey asked) throws RealmFailure {
        KrbtgtRollover.Done done = office.krbtgtRollover().roll(Etypes.of(asked.enctypes()), asked.revokeOld());
        return new Rekeyed(
                office.full(PrincipalName.krbtgt(office.realm())),
                done.newest().value(),
                done.sealsFrom(),
                done.kept().entrySet().stream()
                        .map(one -> new Kept(one.getKey().value(), one.getValue()))
                        .toList(),
                done.dropped().stream().map(Kvno::value).toList());
    }
}
