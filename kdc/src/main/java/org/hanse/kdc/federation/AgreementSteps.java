package org.hanse.kdc.federation;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.function.Supplier;
import org.hanse.kdc.audit.AgreementLog;
import org.hanse.kdc.audit.AgreementRecord;
import org.hanse.realmtrust.agreement.Agreement;
import org.hanse.realmtrust.agreement.AgreementEvent;
import org.hanse.realmtrust.agreement.AgreementEvent.Kind;
import org.hanse.realmtrust.agreement.AgreementSettings;
import org.hanse.realmtrust.agreement.AgreementState;
import org.hanse.realmtrust.agreement.AgreementStore;
import org.hanse.realmtrust.agreement.Facts;
import org.hanse.realmtrust.agreement.Message;
import org.hanse.realmtrust.agreement.Parties;
import org.hanse.realmtrust.agreement.RejectionCode;
import org.hanse.realmtrust.agreement.Step;
import org.hanse.realmtrust.declaration.Declaration;

/** Takes steps of agreements in the store, and tells the log of them. When a step is here, it is on disk. Thread-safe. */
final class AgreementSteps {
    private static final String ACTOR = "server";

    private final AgreementStore store;
    private final Supplier<AgreementSettings> times;
    private final AgreementLog log;
    private final SecureRandom random;

    AgreementSteps(AgreementStore store, Supplier<AgreementSettings> times, AgreementLog log, SecureRandom random) {
        this.store = store;
        this.times = times;
        this.log = log;
        this.random = random;
    }

    /** One call of {@link Agreement}. */
    @FunctionalInterface
    private interface Act {
        Step of(Agreement agreement, AgreementState state, Facts facts);
    }

    /**
     * On with what the operator wants.
     *
     * @param documentChanged whether the peer has another document than when this was last called
     */
    Step pursue(Declaration wish, Contact contact, boolean documentChanged, Instant now) {
        return take(contact.parties(), contact.facts(now), (agreement, state, facts) -> {
            boolean news = !state.own().declared() || state.direction() != wish.direction();
            if (news) {
                return agreement.declare(state, wish.direction(), contact.confirmed(), facts);
            }
            if (contact.confirmed() && !state.identityConfirmed()) {
                return agreement.confirmIdentity(state, facts);
            }
            return documentChanged ? agreement.documentChanged(state, facts) : agreement.tick(state, facts);
        });
    }

    /** What the operator does not want any more; once that is told, nothing. */
    Step part(AgreementState known, Facts now) {
        return take(
                known.parties(),
                now,
                (agreement, state, facts) ->
                        state.own().declared() ? agreement.remove(state, facts) : agreement.tick(state, facts));
    }

    /** What time brings, while nothing of the peer counts. */
    Step tick(AgreementState known, Facts now) {
        return take(known.parties(), now, Agreement::tick);
    }

    Step received(Contact contact, Message message, Instant now) {
        return take(
                contact.parties(),
                contact.facts(now),
                (agreement, state, facts) -> agreement.received(state, message, facts));
    }

    private Step take(Parties parties, Facts facts, Act act) {
        AgreementSettings settings = times.get();
        Step step = store.change(
                parties, ACTOR, (state, sealing) -> act.of(new Agreement(settings, sealing, random), state, facts));
        step.events().forEach(event -> log.record(record(parties, event, facts.now())));
        return step;
    }

    private static AgreementRecord record(Parties parties, AgreementEvent event, Instant now) {
        return new AgreementRecord(
                now, parties.peer().name().value(), event.kind().name(), event.detail(), isAlarming(event));
    }

    private static boolean isAlarming(AgreementEvent event) {
        return event.kind() == Kind.CLOCKS_DIFFER
                || event.kind() == Kind.PEER_WENT_BACK
                || RejectionCode.byWord(event.detail())
                        .filter(RejectionCode::isAlarming)
                        .isPresent();
    }
}
