package org.hanse.admin.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hanse.kdc.admin.operation.AgreementView;
import org.hanse.kdc.admin.operation.TrustView;
import org.hanse.kdc.config.TrustSettings;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.Origin;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustPolicy;

/** A trust that there is, as trusts.yaml would say it. */
public final class PresentTrust {
    /** Where there is no key. */
    static final Kvno NONE = Kvno.of(0);

    private PresentTrust() {}

    /** Keys by their kvno alone: a password that they were made of is not known any more. */
    static TrustSettings settings(TrustView trust) {
        return new TrustSettings(RealmName.of(trust.peer()), keys(trust), policy(trust), trust.kdcs());
    }

    /** The same as a file should say it: without KDCs that may have come by the peer's document, and will again. */
    public static TrustSettings exported(TrustView trust) {
        TrustSettings settings = settings(trust);
        return settings.keys() instanceof TrustSettings.Agreed
                ? new TrustSettings(settings.peer(), settings.keys(), settings.policy(), List.of())
                : settings;
    }

    private static TrustSettings.Keys keys(TrustView trust) {
        if (trust.agreement().isPresent()) {
            return agreed(trust.agreement().get());
        }
        return new TrustSettings.Shared(newest(trust.keysIn()), newest(trust.keysOut()), List.of());
    }

    private static TrustSettings.Agreed agreed(AgreementView agreement) {
        Optional<String> known = agreement.confirmed() ? agreement.fingerprint() : Optional.empty();
        return new TrustSettings.Agreed(
                agreement.url(), agreement.declared().or(() -> known).map(Fingerprint::new));
    }

    /** Whether that fingerprint says nothing new of the peer: it was declared, or is of the realm that the peer is known to be. */
    static boolean isKnownAs(TrustView trust, Fingerprint fingerprint) {
        return trust.agreement()
                .filter(agreement -> agreement.declared().equals(Optional.of(fingerprint.hex()))
                        || (agreement.confirmed() && agreement.fingerprint().equals(Optional.of(fingerprint.hex()))))
                .isPresent();
    }

    /** Whether an operator has made it. What comes by a federation or by an introduction is not the file's to end. */
    public static boolean isOperators(TrustView trust) {
        return trust.agreement()
                .filter(agreement -> !agreement.origin().equals(Origin.OPERATOR.word()))
                .isEmpty();
    }

    private static TrustSettings.Secret newest(List<TrustView.Key> keys) {
        return new TrustSettings.Secret(
                Optional.empty(),
                keys.stream().map(key -> Kvno.of(key.kvno())).reduce(NONE, (a, b) -> a.compareTo(b) < 0 ? b : a));
    }

    private static TrustPolicy policy(TrustView trust) {
        return new TrustPolicy(
                direction(trust.direction()),
                realms(trust.acceptRealms()),
                realms(trust.transitTo()),
                trust.clients(),
                trust.domains(),
                trust.maxLife(),
                trust.allowForwardable(),
                trust.relayLogins(),
                trust.logOnly());
    }

    private static TrustDirection direction(String word) {
        return switch (word) {
            case "in" -> TrustDirection.IN;
            case "out" -> TrustDirection.OUT;
            default -> TrustDirection.BOTH;
        };
    }

    private static Set<RealmName> realms(List<String> names) {
        return names.stream().map(RealmName::of).collect(Collectors.toSet());
    }
}
