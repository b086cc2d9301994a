package org.hanse.kdc.admin.operation;

import java.util.List;
import java.util.Optional;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.kdc.realm.Right;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.Fingerprint;

/**
 * What can be asked about trusts by agreement, besides what can be asked about every trust. The servers do what needs the peer's answer: an
 * operation returns before that, and shows how things are now.
 */
public final class AgreementOperations {
    private AgreementOperations() {}

    /**
     * @param url root of the peer's HTTPS port
     * @param fingerprint the peer's realm id, or of the key that it signs with now; left out, the trust is unconfirmed until codes have been compared
     */
    public record Declare(String peer, String url, Optional<String> fingerprint, TrustEdits policy) {}

    public static final Operation<Declare, TrustView> DECLARE = Operation.changing(
            "trust/declare",
            "Declare the wish for a trust by agreement, or change its declaration.",
            Declare.class,
            TrustView.class,
            asked -> needs(asked.peer(), Right.ADD),
            AgreementOperations::declare);

    private static TrustView declare(Office office, Declare asked) throws RealmFailure {
        RealmName peer = office.trusts().peer(asked.peer());
        Optional<Fingerprint> fingerprint = Optional.empty();
        if (asked.fingerprint().isPresent()) {
            fingerprint = Optional.of(Fingerprint.parse(asked.fingerprint().get())
                    .orElseThrow(() -> RealmFailure.malformed(
                            "that is no fingerprint",
                            "give the 64 hexadecimal digits that hanse realm show prints at the peer")));
        }
        office.declaredTrusts()
                .declare(peer, asked.url(), fingerprint, asked.policy().change(), office.etypes());
        return view(office, peer);
    }

    /** @param code as the peer's operator has read it, in any case, with or without hyphens */
    public record Confirm(String peer, String code) {}

    public static final Operation<Confirm, TrustView> CONFIRM = Operation.changing(
            "trust/confirm",
            "Say that the peer is who was meant, by the code that its operator has read.",
            Confirm.class,
            TrustView.class,
            asked -> needs(asked.peer(), Right.ADD),
            (office, asked) -> {
                RealmName peer = office.trusts().peer(asked.peer());
                office.declaredTrusts().confirm(peer, asked.code());
                return view(office, peer);
            });

    /** @param revokeOld whether the keys until now stop working at once, here and, when it hears of it, at the peer */
    public record Rotate(String peer, boolean revokeOld) {}

    public static final Operation<Rotate, TrustView> ROTATE = Operation.changing(
            "trust/rotate",
            "Agree on new keys now.",
            Rotate.class,
            TrustView.class,
            asked -> needs(asked.peer(), Right.CHANGE_KEYS),
            (office, asked) -> {
                RealmName peer = office.trusts().peer(asked.peer());
                office.declaredTrusts().rotate(peer, asked.revokeOld(), office.agreementTimes());
                return view(office, peer);
            });

    public static final Operation<TrustOperations.Peer, TrustView> RESYNC = Operation.changing(
            "trust/resync",
            "Start the agreement over, above all that either side remembers.",
            TrustOperations.Peer.class,
            TrustView.class,
            asked -> needs(asked.peer(), Right.CHANGE_KEYS),
            (office, asked) -> {
                RealmName peer = office.trusts().peer(asked.peer());
                office.declaredTrusts().resync(peer, office.agreementTimes());
                return view(office, peer);
            });

    static TrustView view(Office office, RealmName peer) throws RealmFailure {
        return TrustView.of(office.trusts().get(peer), AgreementView.shown(office.declaredTrusts(), peer));
    }

    private static List<Need> needs(String peer, Right right) {
        return List.of(Need.on(right, "krbtgt/" + peer));
    }
}
