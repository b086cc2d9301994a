package org.hanse.realmtrust.agreement;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.trust.TrustDirection;

/**
 * A realm as far as an agreement needs one: what it has stored of one peer, state and keys together, its clock, and the messages that it has
 * to send. The engine under test is the real one; storing is one assignment, as it is one transaction in a store.
 */
final class AgreeingRealm {
    static final AgreementSettings SETTINGS = AgreementSettings.usual(Duration.ofHours(1), Duration.ofHours(2));

    /** What is on disk. */
    record Stored(AgreementState state, Map<Epoch, List<ProtocolKey>> in, Optional<KeyChange.Issue> out) {
        Stored after(Step step) {
            Map<Epoch, List<ProtocolKey>> keys = new TreeMap<>(in);
            Optional<KeyChange.Issue> issue = out;
            for (KeyChange change : step.keys()) {
                if (change instanceof KeyChange.Accept accept) {
                    keys.put(accept.epoch(), accept.keys());
                } else if (change instanceof KeyChange.Issue use) {
                    issue = Optional.of(use);
                } else if (change instanceof KeyChange.StopIssuing) {
                    issue = Optional.empty();
                } else if (change instanceof KeyChange.Forget forget) {
                    keys.remove(forget.epoch());
                }
            }
            return new Stored(step.state(), keys, issue);
        }
    }

    final Party party;
    final Agreement agreement;
    final Duration clockAhead;
    final List<Message> outbox = new ArrayList<>();
    final List<AgreementEvent> events = new ArrayList<>();
    final Map<Epoch, Instant> acceptingSince = new HashMap<>();

    Stored stored;
    Octets document;
    Octets peerDocument;
    Instant wake = Instant.MIN;
    boolean documentWanted;

    AgreeingRealm(Party self, Party peer, AgreementSettings settings, Duration clockAhead, SecureRandom random) {
        this.party = self;
        this.agreement = new Agreement(settings, new GcmSealing(random), random);
        this.clockAhead = clockAhead;
        this.document = documentOf(self);
        this.peerDocument = documentOf(peer);
        this.stored = new Stored(AgreementState.between(new Parties(self, peer)), new TreeMap<>(), Optional.empty());
    }

    static Party party(String name, int id) {
        return new Party(RealmName.of(name), "%064x".formatted(id));
    }

    static Octets documentOf(Party party) {
        return new Transcript("document").party(party).hash();
    }

    AgreementState state() {
        return stored.state();
    }

    Facts facts(Instant now) {
        return new Facts(now.plus(clockAhead), document, Optional.of(peerDocument));
    }

    Step declare(Instant now) {
        return keep(agreement.declare(state(), TrustDirection.BOTH, true, facts(now)), now);
    }

    Step receive(Message message, Instant now) {
        return keep(agreement.received(state(), message, facts(now)), now);
    }

    Step tick(Instant now) {
        return keep(agreement.tick(state(), facts(now)), now);
    }

    /** An operator's word. */
    Step order(Function<Facts, Step> order, Instant now) {
        return keep(order.apply(facts(now)), now);
    }

    /** Stores what follows, then sends it. */
    Step keep(Step step, Instant now) {
        store(step, now);
        outbox.addAll(step.messages());
        return step;
    }

    void store(Step step, Instant now) {
        stored = stored.after(step);
        events.addAll(step.events());
        documentWanted |= step.refreshDocument();
        wake = step.wake();
        acceptingSince.keySet().retainAll(stored.in().keySet());
        stored.in().keySet().forEach(epoch -> acceptingSince.putIfAbsent(epoch, now));
    }

    Instant wakesAt() {
        return wake.equals(Instant.MAX) || wake.equals(Instant.MIN) ? wake : wake.minus(clockAhead);
    }

    boolean noted(AgreementEvent.Kind kind) {
        return events.stream().anyMatch(event -> event.kind() == kind);
    }

    boolean noted(AgreementEvent.Kind kind, RejectionCode code) {
        return events.contains(new AgreementEvent(kind, code.word()));
    }

    Optional<RejectionCode> failure() {
        return state().failure().map(Failure::code);
    }
}
