package org.hanse.kdc.admin.operation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.realm.Federations;
import org.hanse.kdc.realm.IntroductionTerms;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.kdc.realm.Right;
import org.hanse.realmtrust.federation.Acceptance;
import org.hanse.realmtrust.introduction.Introduced;
import org.hanse.realmtrust.introduction.Introduction;
import org.hanse.realmtrust.introduction.IntroductionStore;
import org.hanse.realmtrust.trust.TrustDirection;

/** What can be asked about introductions. */
public final class IntroductionOperations {
    private IntroductionOperations() {}

    /**
     * What is allowed.
     *
     * @param accepts {@code none}, {@code in}, {@code out} or {@code both}: the trusts that may arise with whom the peer introduces
     * @param passes whether the peer is introduced to others
     */
    public record Terms(String peer, String accepts, boolean passes) {
        static Terms of(org.hanse.realmtrust.introduction.Terms terms) {
            return new Terms(
                    terms.peer().value(),
                    terms.accepts().map(TrustDirection::word).orElse(Acceptance.NONE.word()),
                    terms.passes());
        }
    }

    /** What is left out stays as it is; the rest as in {@link Terms}. */
    public record Allow(String peer, Optional<String> accepts, Optional<Boolean> passes) {}

    public static final Operation<Allow, Terms> ALLOW = Operation.changing(
            "trust/allow-introductions",
            "Say which trusts may arise by introductions of a peer, and whether it is introduced to others.",
            Allow.class,
            Terms.class,
            asked -> List.of(Need.of(Right.ADD)),
            (office, asked) -> {
                IntroductionTerms introductions = office.introductions();
                Optional<Acceptance> accepts = asked.accepts().isEmpty()
                        ? Optional.empty()
                        : Optional.of(Federations.acceptance(asked.accepts().get()));
                return Terms.of(introductions.allow(introductions.peer(asked.peer()), accepts, asked.passes()));
            });

    /**
     * An introduction that is under way, or did not come about.
     *
     * @param problem why not
     */
    public record Wish(String peer, String introducer, Instant since, Optional<String> problem) {
        static Wish of(org.hanse.realmtrust.introduction.Wish wish) {
            return new Wish(wish.peer().value(), wish.introducer().value(), wish.since(), wish.problem());
        }
    }

    public record Introduce(String peer, String introducer) {}

    public static final Operation<Introduce, Wish> INTRODUCE = Operation.changing(
            "trust/introduce",
            "Ask a realm for an introduction to another.",
            Introduce.class,
            Wish.class,
            asked -> List.of(Need.on(Right.ADD, "krbtgt/" + asked.peer())),
            (office, asked) -> {
                IntroductionTerms introductions = office.introductions();
                return Wish.of(introductions.introduce(
                        introductions.peer(asked.peer()), introductions.peer(asked.introducer())));
            });

    /**
     * An introduction that was believed.
     *
     * @param id of the peer, as the introducer says
     */
    public record Kept(String introducer, String peer, String id, String url, Instant issued, Instant expires) {
        static Kept of(IntroductionStore.Kept kept) {
            Introduction said = kept.introduction().introduction();
            Introduced other = said.realms().stream()
                    .filter(one -> one.realm().equals(kept.peer()))
                    .findFirst()
                    .orElseThrow();
            return new Kept(
                    said.introducer().realm().value(),
                    kept.peer().value(),
                    other.id().hex(),
                    other.url(),
                    said.issued(),
                    said.expires());
        }
    }

    public record All(List<Terms> terms, List<Wish> wishes, List<Kept> introductions) {
        public All {
            terms = List.copyOf(terms);
            wishes = List.copyOf(wishes);
            introductions = List.copyOf(introductions);
        }
    }

    public static final Operation<Nothing, All> LIST = Operation.reading(
            "trust/introductions",
            "List what is allowed with respect to introductions, those that are wanted and those that were believed.",
            Nothing.class,
            All.class,
            asked -> List.of(Need.of(Right.LIST)),
            IntroductionOperations::all);

    private static All all(Office office, Nothing asked) throws RealmFailure {
        IntroductionTerms introductions = office.introductions();
        return new All(
                introductions.allTerms().stream().map(Terms::of).toList(),
                introductions.wishes().stream().map(Wish::of).toList(),
                introductions.all().stream().map(Kept::of).toList());
    }
}
