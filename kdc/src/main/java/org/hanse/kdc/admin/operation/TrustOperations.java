package org.hanse.kdc.admin.operation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.hanse.kdc.realm.KeyMaker;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.kdc.realm.Right;
import org.hanse.kdc.realm.TrustSecret;
import org.hanse.protocol.file.KdcAddress;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustKey;
import org.hanse.realmtrust.trust.TrustPolicy;

/** What can be asked about trusts. Rights to a trust are those to the principal {@code krbtgt/PEER}. */
public final class TrustOperations {
    private static final Pattern KDC = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

    private TrustOperations() {}

    /**
     * A trust by a shared password.
     *
     * @param passwordIn for krbtgt/THIS@PEER; left out, no key of that direction is made
     * @param passwordOut for krbtgt/PEER@THIS; likewise
     * @param enctypes of the keys; empty means those that suit the direction
     * @param kdcs HOST:PORT; empty leaves them as they are
     */
    public record Share(
            String peer,
            Optional<SecretBytes> passwordIn,
            Optional<SecretBytes> passwordOut,
            long kvnoIn,
            long kvnoOut,
            List<String> enctypes,
            List<String> kdcs,
            TrustEdits policy) {
        public Share {
            enctypes = List.copyOf(enctypes);
            kdcs = List.copyOf(kdcs);
        }
    }

    public static final Operation<Share, TrustView> SHARE = Operation.changing(
            "trust/shared-secret",
            "Make a classic trust from a password, or give it further keys.",
            Share.class,
            TrustView.class,
            asked -> needs(asked.peer(), Right.ADD, Right.SET_KEYS),
            TrustOperations::share);

    private static TrustView share(Office office, Share asked) throws RealmFailure {
        RealmName peer = office.trusts().peer(asked.peer());
        UnaryOperator<TrustPolicy> policy = asked.policy().change();
        Kvno in = PrincipalOperations.kvno(asked.kvnoIn());
        Kvno out = PrincipalOperations.kvno(asked.kvnoOut());
        checkKdcs(asked.kdcs());
        List<EncType> named = Etypes.of(asked.enctypes());
        List<EncType> opening = named.isEmpty() ? office.etypes() : named;
        List<EncType> sealing = named.isEmpty() ? TrustSecret.outbound(opening) : named;
        KeyMaker maker = office.keyMaker();
        List<TrustKey> keysIn = asked.passwordIn()
                .map(secret -> TrustSecret.keys(maker, office.realm(), peer, secret, opening, in))
                .orElse(List.of());
        List<TrustKey> keysOut = asked.passwordOut()
                .map(secret -> TrustSecret.keys(maker, peer, office.realm(), secret, sealing, out))
                .orElse(List.of());
        return TrustView.of(office.trusts().share(peer, keysIn, keysOut, policy, asked.kdcs()));
    }

    /** @param kdcs HOST:PORT, in place of those before; left out, they stay */
    public record Modify(String peer, TrustEdits policy, Optional<List<String>> kdcs) {}

    public static final Operation<Modify, TrustView> MODIFY = Operation.changing(
            "trust/modify",
            "Change the policy of a trust.",
            Modify.class,
            TrustView.class,
            asked -> needs(asked.peer(), Right.MODIFY),
            (office, asked) -> {
                checkKdcs(asked.kdcs().orElse(List.of()));
                RealmName peer = office.trusts().peer(asked.peer());
                Trust changed = office.trusts().modify(peer, asked.policy().change(), asked.kdcs());
                office.declaredTrusts().follow(changed);
                return AgreementOperations.view(office, peer);
            });

    public record Peer(String peer) {}

    /** @param reason for those who look at the trust */
    public record Suspend(String peer, String reason) {}

    public static final Operation<Suspend, TrustView> SUSPEND = Operation.changing(
            "trust/suspend",
            "Take a trust out of use; keys and policy stay.",
            Suspend.class,
            TrustView.class,
            asked -> needs(asked.peer(), Right.MODIFY),
            (office, asked) -> {
                RealmName peer = office.trusts().peer(asked.peer());
                if (isDeclared(office, peer)) {
                    office.declaredTrusts().suspend(peer, asked.reason(), office.agreementTimes());
                } else {
                    office.trusts().suspend(peer, asked.reason());
                }
                return AgreementOperations.view(office, peer);
            });

    public static final Operation<Peer, TrustView> RESUME = Operation.changing(
            "trust/resume",
            "Take a suspended trust into use again.",
            Peer.class,
            TrustView.class,
            asked -> needs(asked.peer(), Right.MODIFY),
            (office, asked) -> {
                RealmName peer = office.trusts().peer(asked.peer());
                if (isDeclared(office, peer)) {
                    office.declaredTrusts().resume(peer, office.agreementTimes());
                } else {
                    office.trusts().resume(peer);
                }
                return AgreementOperations.view(office, peer);
            });

    public static final Operation<Peer, Peer> REMOVE = Operation.changing(
            "trust/remove",
            "End a trust and forget its keys.",
            Peer.class,
            Peer.class,
            asked -> needs(asked.peer(), Right.DELETE),
            (office, asked) -> {
                RealmName peer = office.trusts().peer(asked.peer());
                if (isDeclared(office, peer)) {
                    office.declaredTrusts().remove(peer, office.agreementTimes());
                } else {
                    office.trusts().remove(peer);
                }
                return asked;
            });

    public static final Operation<Peer, PrincipalOperations.Purged> PURGE_KEYS = Operation.changing(
            "trust/purge-keys",
            "Forget all keys of a trust but the newest of each direction.",
            Peer.class,
            PrincipalOperations.Purged.class,
            asked -> needs(asked.peer(), Right.MODIFY),
            (office, asked) -> new PrincipalOperations.Purged(
                    office.trusts().purge(office.trusts().peer(asked.peer()))));

    public static final Operation<Peer, TrustView> SHOW = Operation.reading(
            "trust/show",
            "Show a trust, but no key.",
            Peer.class,
            TrustView.class,
            asked -> needs(asked.peer(), Right.INQUIRE),
            (office, asked) -> AgreementOperations.view(office, office.trusts().peer(asked.peer())));

    public record All(List<TrustView> trusts) {
        public All {
            trusts = List.copyOf(trusts);
        }
    }

    public static final Operation<Nothing, All> LIST = Operation.reading(
            "trust/list",
            "List all trusts.",
            Nothing.class,
            All.class,
            asked -> List.of(Need.of(Right.LIST)),
            (office, asked) -> new All(office.trusts().all().stream()
                    .map(trust -> TrustView.of(trust, AgreementView.listed(office.declaredTrusts(), trust.peer())))
                    .toList()));

    private static boolean isDeclared(Office office, RealmName peer) {
        return office.declaredTrusts().find(peer).isPresent();
    }

    static void checkKdcs(List<String> addresses) throws RealmFailure {
        for (String address : addresses) {
            if (!KDC.matcher(address).matches() || !hasPort(address)) {
                throw RealmFailure.malformed(
                        "--kdc takes HOST:PORT and not \"" + address + "\"", "write it like kdc.bergen.example:88");
            }
        }
    }

    /** One that there is, or none, which is 88. */
    private static boolean hasPort(String address) {
        try {
            KdcAddress.parse(address);
            return true;
        } catch (IllegalArgumentException noPort) {
            return false;
        }
    }

    private static List<Need> needs(String peer, Right... rights) {
        return Arrays.stream(rights)
                .map(right -> Need.on(right, "krbtgt/" + peer))
                .toList();
    }
}
