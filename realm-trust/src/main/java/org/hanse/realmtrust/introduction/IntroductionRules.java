package org.hanse.realmtrust.introduction;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.declaration.Origin;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.SigningPublicKey;

/** Who introduces whom, and what is believed of it. Pure functions, docs/federation.md. */
public final class IntroductionRules {
    /** How far clocks may differ, and how long a request is worth something. */
    static final Duration SKEW = Duration.ofMinutes(5);
    /** Of what this realm says: a month in which the two may decide to know each other by themselves. */
    static final Duration LIFE = Duration.ofDays(30);

    private IntroductionRules() {}

    /**
     * A realm that has a trust with this one, as far as it is known.
     *
     * @param declaration empty for a trust by shared secret
     * @param history its documents, if they count at present and are surely those of the realm that was meant
     * @param isActive whether the trust is in use
     */
    public record Acquaintance(
            Terms terms, Optional<Declaration> declaration, Optional<KeyHistory> history, boolean isActive) {
        private Optional<KeyHistory> known() {
            return isActive ? history : Optional.empty();
        }

        private boolean isIntroduced() {
            return declaration
                    .filter(one -> one.origin() == Origin.INTRODUCTION
                            && one.confirmed().isEmpty())
                    .isPresent();
        }
    }

    /**
     * Whether this realm introduces {@code from} to {@code peer}, as it asks.
     *
     * @param self this realm
     * @param now by the clock of this realm
     */
    public static Optional<IntroductionReason> faultOf(
            SignedRequest signed, Party self, Acquaintance from, Acquaintance peer, Instant now) {
        IntroductionRequest request = signed.request();
        if (!request.to().equals(self)) {
            return Optional.of(IntroductionReason.NOT_FOR_US);
        }
        Optional<SigningPublicKey> key = key(from, request.from(), request.signer(), now);
        if (key.isEmpty()) {
            return Optional.of(IntroductionReason.INTRODUCER_UNKNOWN);
        }
        if (!signed.isSignedBy(key.get())) {
            return Optional.of(IntroductionReason.SIGNATURE_WRONG);
        }
        if (Duration.between(request.sent(), now).abs().compareTo(SKEW) > 0) {
            return Optional.of(IntroductionReason.CLOCK_WRONG);
        }
        if (!from.terms().passes() || !peer.terms().passes() || peer.known().isEmpty()) {
            return Optional.of(IntroductionReason.NOT_PASSED);
        }
        return from.isIntroduced() || peer.isIntroduced() ? Optional.of(IntroductionReason.TOO_DEEP) : Optional.empty();
    }

    /** What this realm says of the two, of whom {@link #faultOf} has found no fault. */
    public static Introduction between(Party self, Fingerprint signer, KeyHistory one, KeyHistory other, Instant now) {
        List<Introduced> realms = List.of(one, other).stream()
                .map(history -> new Introduced(
                        history.realm(),
                        history.id(),
                        history.head().endpoints().urls().get(0)))
                .sorted((a, b) -> a.realm().value().compareTo(b.realm().value()))
                .toList();
        Instant issued = Instant.ofEpochSecond(now.getEpochSecond());
        return new Introduction(self, signer, realms, issued, issued.plus(LIFE));
    }

    /**
     * Whether this realm believes an introduction.
     *
     * @param introducer whom it names as such
     * @param kept the last one by that introducer to that peer that was believed
     * @param found the declaration with that peer, of whatever origin
     * @param known what is known of a realm of the peer's name
     */
    public static Optional<IntroductionReason> faultOf(
            SignedIntroduction signed,
            Party self,
            Acquaintance introducer,
            Optional<SignedIntroduction> kept,
            Optional<Declaration> found,
            Optional<KeyHistory> known,
            Instant now) {
        Introduction introduction = signed.introduction();
        Optional<Introduced> other = introduction.other(self);
        if (other.isEmpty()) {
            return Optional.of(IntroductionReason.NOT_FOR_US);
        }
        Optional<SigningPublicKey> key = key(introducer, introduction.introducer(), introduction.signer(), now);
        if (key.isEmpty()) {
            return Optional.of(IntroductionReason.INTRODUCER_UNKNOWN);
        }
        if (!signed.isSignedBy(key.get())) {
            return Optional.of(IntroductionReason.SIGNATURE_WRONG);
        }
        return ageFault(introduction, kept, now)
                .or(() -> trustFault(introducer))
                .or(() -> pinFault(other.get(), introduction.introducer(), found, known));
    }

    private static Optional<IntroductionReason> ageFault(
            Introduction introduction, Optional<SignedIntroduction> kept, Instant now) {
        if (introduction.issued().isAfter(now.plus(SKEW))) {
            return Optional.of(IntroductionReason.CLOCK_WRONG);
        }
        if (!now.isBefore(introduction.expires())) {
            return Optional.of(IntroductionReason.EXPIRED);
        }
        // Each counts once: else one that was recorded would bring back a trust that an operator has removed.
        return kept.filter(before -> !introduction
                                .issued()
                                .isAfter(before.introduction().issued()))
                        .isPresent()
                ? Optional.of(IntroductionReason.USED)
                : Optional.empty();
    }

    private static Optional<IntroductionReason> trustFault(Acquaintance introducer) {
        if (introducer.terms().accepts().isEmpty()) {
            return Optional.of(IntroductionReason.NOT_ACCEPTED);
        }
        return introducer.isIntroduced() ? Optional.of(IntroductionReason.TOO_DEEP) : Optional.empty();
    }

    /** What was known first always wins; the same by the same introducer again is a renewal. */
    private static Optional<IntroductionReason> pinFault(
            Introduced other, Party introducer, Optional<Declaration> found, Optional<KeyHistory> known) {
        boolean isRenewal = found.isEmpty()
                || (found.get().origin() == Origin.INTRODUCTION
                        && found.get()
                                .by()
                                .equals(Optional.of(introducer.realm().value()))
                        && found.get().fingerprint().equals(Optional.of(other.id())));
        boolean isAnother =
                known.filter(history -> !history.id().equals(other.id())).isPresent();
        return isRenewal && !isAnother ? Optional.empty() : Optional.of(IntroductionReason.PEER_KNOWN);
    }

    /** The key of that fingerprint, if it may sign for that realm now and the realm is the one that is known. */
    private static Optional<SigningPublicKey> key(Acquaintance realm, Party named, Fingerprint signer, Instant now) {
        return realm.known()
                .filter(history ->
                        history.realm().equals(named.realm()) && history.id().equals(named.id()))
                .flatMap(history -> history.signingKey(signer, now));
    }

    /** The declaration that comes of an introduction that is believed. */
    public static Declaration declaration(Introduction introduction, Party self, Terms introducer) {
        Introduced other = introduction.other(self).orElseThrow();
        return new Declaration(
                other.realm(),
                other.url(),
                Optional.of(other.id()),
                Optional.empty(),
                introducer.accepts().orElseThrow(),
                Origin.INTRODUCTION,
                Optional.of(introduction.introducer().realm().value()));
    }

    /**
     * Whether a declaration that came of an introduction goes on: until that expires or the operator accepts none by that introducer any more; for good once codes
     * were compared.
     *
     * @param kept the introduction that it rests on
     */
    public static boolean goesOn(
            Declaration declaration, Terms introducer, Optional<SignedIntroduction> kept, Instant now) {
        boolean isConfirmed = declaration.confirmed().isPresent();
        boolean isCovered =
                kept.filter(one -> now.isBefore(one.introduction().expires())).isPresent();
        return isConfirmed || (isCovered && introducer.accepts().isPresent());
    }
}
