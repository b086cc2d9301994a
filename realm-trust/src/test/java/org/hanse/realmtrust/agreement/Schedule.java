package org.hanse.realmtrust.agreement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.realmtrust.trust.TrustState;

/**
 * One random course of events between two realms: messages lost, late, twice, overtaken; crashes at every place; clocks apart; rotations,
 * revocations, suspensions, removals, a store from yesterday. What must hold is looked at after every event. All of it follows from
 * the seed.
 */
final class Schedule {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LIFE = AgreeingRealm.SETTINGS.ticketLife();
    private static final Duration IN_FORCE = AgreeingRealm.SETTINGS.inForceWithin();
    /** After which two realms that can talk must have agreed: what is stale expires in ten minutes, and is tried anew within one. */
    private static final Duration CONVERGED_WITHIN = Duration.ofMinutes(30);

    private record Letter(Message message, Instant due) {}

    private final SplittableRandom chance;
    private final List<AgreeingRealm> realms;
    private final List<Letter> underway = new ArrayList<>();
    /** By issuer: until when its newest ticket under an epoch lives; and the key of each epoch it ever issued under. */
    private final List<Map<Epoch, Instant>> ticketsEnd = List.of(new HashMap<>(), new HashMap<>());

    private final List<Map<Epoch, List<ProtocolKey>>> keysUsed = List.of(new HashMap<>(), new HashMap<>());
    /** Keys up to this epoch went at once, by an operator's word or with a restored store. */
    private long withdrawn;

    private final int restorable;
    private final List<String> log = new ArrayList<>();

    private Optional<AgreeingRealm.Stored> backup = Optional.empty();
    private Instant now = START;
    private double loss;
    private int events;
    int messages;

    Schedule(long seed) {
        chance = new SplittableRandom(seed);
        SeededRandom keys = new SeededRandom(seed);
        Party one = AgreeingRealm.party("ONE.EXAMPLE", 1);
        Party two = AgreeingRealm.party("TWO.EXAMPLE", 2);
        realms = List.of(
                new AgreeingRealm(one, two, AgreeingRealm.SETTINGS, clock(), keys),
                new AgreeingRealm(two, one, AgreeingRealm.SETTINGS, clock(), keys));
        restorable = chance.nextInt(2);
        loss = chance.nextInt(4) * 0.15;
    }

    private Duration clock() {
        return Duration.ofSeconds(chance.nextBoolean() ? 0 : chance.nextInt(-720, 721));
    }

    void run() {
        try {
            trouble();
            peace();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    e + "\n" + String.join("\n", log.subList(Math.max(0, log.size() - 45), log.size())), e);
        }
    }

    private void trouble() {
        int steps = chance.nextInt(40, 160);
        for (int i = 0; i < steps; i++) {
            event();
            check();
        }
    }

    private void event() {
        int kind = chance.nextInt(100);
        int who = chance.nextInt(2);
        AgreeingRealm realm = realms.get(who);
        if (kind < 70) {
            deliverOrWake();
        } else if (kind < 78) {
            step(who, realm.agreement.tick(realm.state(), realm.facts(now)), "tick");
        } else if (kind < 84) {
            step(
                    who,
                    realm.agreement.declare(
                            realm.state(), org.hanse.realmtrust.trust.TrustDirection.BOTH, true, realm.facts(now)),
                    "declare");
        } else if (kind < 89) {
            step(who, realm.agreement.rotate(realm.state(), realm.facts(now)), "rotate");
        } else if (kind < 91) {
            step(who, realm.agreement.suspend(realm.state(), realm.facts(now)), "suspend");
        } else if (kind < 94) {
            step(who, realm.agreement.resume(realm.state(), realm.facts(now)), "resume");
        } else if (kind < 95) {
            withdraw();
            step(who, realm.agreement.revoke(realm.state(), realm.facts(now)), "revoke");
        } else if (kind < 96) {
            withdraw();
            step(who, realm.agreement.remove(realm.state(), realm.facts(now)), "remove");
        } else if (kind < 98) {
            pass(Duration.ofMinutes(chance.nextInt(1, 90)));
        } else {
            backUpOrRestore();
        }
    }

    /** The next letter, mostly; sometimes any letter, so that they overtake each other; or what a realm wakes up for. */
    private void deliverOrWake() {
        Instant next = Instant.MAX;
        int who = -1;
        for (int i = 0; i < 2; i++) {
            if (realms.get(i).wakesAt().isBefore(next)) {
                next = realms.get(i).wakesAt();
                who = i;
            }
        }
        Optional<Letter> letter = underway.isEmpty()
                ? Optional.empty()
                : Optional.of(underway.get(chance.nextInt(100) < 25 ? chance.nextInt(underway.size()) : earliest()));
        boolean first = letter.isPresent() && !letter.get().due().isAfter(next);
        if (first || letter.isPresent() && chance.nextInt(8) == 0) {
            deliver(letter.get());
        } else if (who >= 0) {
            until(next);
            AgreeingRealm realm = realms.get(who);
            step(who, realm.agreement.tick(realm.state(), realm.facts(now)), "wake");
        }
    }

    private int earliest() {
        int best = 0;
        for (int i = 1; i < underway.size(); i++) {
            if (underway.get(i).due().isBefore(underway.get(best).due())) {
                best = i;
            }
        }
        return best;
    }

    private void deliver(Letter letter) {
        if (chance.nextInt(100) >= 10 || loss == 0) {
            underway.remove(letter); // else it comes again
        }
        until(letter.due());
        int to = realms.get(0).party.equals(letter.message().head().to()) ? 0 : 1;
        AgreeingRealm realm = realms.get(to);
        step(
                to,
                realm.agreement.received(realm.state(), letter.message(), realm.facts(now)),
                "hears " + describe(letter.message()));
    }

    private static String describe(Message message) {
        Standing standing = message.head().standing();
        return message.body().getClass().getSimpleName()
                + (message.body() instanceof Rejection rejection ? " " + rejection.code() : "")
                + (message.body() instanceof Proposal proposal ? " " + proposal.epoch() : "")
                + " [" + standing.serial() + " accepts " + standing.accepts() + " issues " + standing.issues() + "]";
    }

    /** A step as a server takes it: it may die before it is stored, or after that before, or amid, sending. */
    private void step(int who, Step step, String why) {
        AgreeingRealm realm = realms.get(who);
        boolean dies = loss > 0 && chance.nextInt(100) < 6;
        if (dies && chance.nextBoolean()) {
            log(who, why + ": died before storing");
            return;
        }
        require(StateForm.of(step.state()).read().equals(step.state()), who, "stores another state than it has");
        realm.store(step, now);
        log(
                who,
                why + " -> " + step.state().pending().getClass().getSimpleName() + " "
                        + step.keys().stream()
                                .map(change -> change.getClass().getSimpleName())
                                .toList() + (dies ? " died before sending" : "") + " says "
                        + step.messages().stream().map(Schedule::describe).toList());
        for (Message message : step.messages()) {
            messages++;
            if (!dies && chance.nextDouble() >= loss) {
                underway.add(new Letter(carried(message), now.plus(delay())));
            }
        }
    }

    /** As octets, as it is on its way. */
    private static Message carried(Message message) {
        try {
            return MessageReader.read(MessageWriter.write(message));
        } catch (MessageFault e) {
            throw new AssertionError("unreadable: " + e.getMessage(), e);
        }
    }

    private Duration delay() {
        return loss > 0 && chance.nextInt(10) == 0
                ? Duration.ofSeconds(chance.nextInt(1, 1200))
                : Duration.ofMillis(chance.nextInt(5, 400));
    }

    /** Keys so far may go at once, at both: the peer takes the word of the one that revokes, removes or has forgotten. */
    private void withdraw() {
        withdrawn = Math.max(
                realms.get(0).state().own().highest().number(),
                realms.get(1).state().own().highest().number());
    }

    /** Only one of the two ever loses its memory: what both have forgotten, nobody can tell them. */
    private void backUpOrRestore() {
        AgreeingRealm realm = realms.get(restorable);
        if (backup.isEmpty() || chance.nextInt(3) > 0) {
            backup = Optional.of(
                    new AgreeingRealm.Stored(realm.state().fromBackup(), realm.stored.in(), realm.stored.out()));
            return;
        }
        withdraw();
        realm.stored = backup.get();
        realm.acceptingSince.keySet().retainAll(realm.stored.in().keySet());
        realm.stored.in().keySet().forEach(epoch -> realm.acceptingSince.putIfAbsent(epoch, now));
        step(restorable, realm.agreement.tick(realm.state(), realm.facts(now)), "restored");
    }

    private void until(Instant time) {
        if (time.isAfter(now)) {
            pass(Duration.between(now, time));
        }
    }

    /** Time goes on, and whoever may issue has issued all the while. */
    private void pass(Duration time) {
        now = now.plus(time);
        issue();
    }

    private void issue() {
        for (int i = 0; i < 2; i++) {
            AgreeingRealm realm = realms.get(i);
            Optional<KeyChange.Issue> out = realm.stored.out();
            if (realm.state().issuing().isPresent()) {
                // A server that has not heard yet issues a moment longer.
                ticketsEnd
                        .get(i)
                        .put(out.orElseThrow().epoch(), now.plus(IN_FORCE).plus(LIFE));
            }
        }
    }

    private void check() {
        events++;
        issue();
        for (int i = 0; i < 2; i++) {
            checkIssuing(i);
            checkTickets(i);
            checkHeld(realms.get(i));
        }
    }

    private void checkIssuing(int issuer) {
        AgreeingRealm realm = realms.get(issuer);
        AgreeingRealm peer = realms.get(1 - issuer);
        Optional<Epoch> epoch = realm.state().issuing();
        if (epoch.isEmpty()) {
            return;
        }
        KeyChange.Issue out = realm.stored.out().orElseThrow();
        require(out.epoch().equals(epoch.get()), issuer, "state and store issue under different epochs");
        List<ProtocolKey> before = keysUsed.get(issuer).putIfAbsent(epoch.get(), out.keys());
        require(before == null || before.equals(out.keys()), issuer, "two keys under one kvno " + epoch.get());
        if (epoch.get().number() <= withdrawn) {
            return;
        }
        List<ProtocolKey> accepted = peer.stored.in().get(epoch.get());
        require(accepted != null, issuer, "issues under " + epoch.get() + ", which the peer does not accept");
        require(out.keys().equals(accepted), issuer, "issues under another key than the peer accepts");
        Instant since = peer.acceptingSince.get(epoch.get());
        require(!since.plus(IN_FORCE).isAfter(now), issuer, "issues before all servers of the peer know the key");
        require(
                out.keys().stream().noneMatch(realm.stored.in().getOrDefault(epoch.get(), List.of())::contains),
                issuer,
                "one key for both directions");
    }

    /** A ticket that lives opens. */
    private void checkTickets(int issuer) {
        AgreeingRealm peer = realms.get(1 - issuer);
        ticketsEnd
                .get(issuer)
                .forEach((epoch, end) -> require(
                        end.isBefore(now)
                                || epoch.number() <= withdrawn
                                || peer.stored.in().containsKey(epoch),
                        issuer,
                        "has issued tickets under " + epoch + " that the peer does not open any more"));
    }

    private void checkHeld(AgreeingRealm realm) {
        AgreementState state = realm.state();
        boolean keysHeld = !realm.stored.in().isEmpty() || realm.stored.out().isPresent();
        require(state.own().declared() || !keysHeld, 0, "holds keys of a trust that nobody declared");
        require(realm.stored.in().keySet().size() == state.epochs().size(), 0, "state and store know different epochs");
        long open = state.epochs().stream()
                .filter(kept -> kept.epoch().isAfter(state.peer().issues()) && !kept.inUse())
                .count();
        require(withdrawn > 0 || open <= 1, 0, "more than one unconfirmed epoch");
    }

    private void require(boolean holds, int who, String otherwise) {
        if (!holds) {
            throw new AssertionError(realms.get(who).party.name() + " " + otherwise);
        }
    }

    /** The network works, nobody dies, both operators want the trust: then there is one, soon. */
    private void peace() {
        loss = 0;
        log.add("peace");
        for (int i = 0; i < 2; i++) {
            AgreeingRealm realm = realms.get(i);
            step(
                    i,
                    realm.agreement.declare(
                            realm.state(), org.hanse.realmtrust.trust.TrustDirection.BOTH, true, realm.facts(now)),
                    "declare");
            step(i, realm.agreement.resume(realm.state(), realm.facts(now)), "resume");
        }
        Instant end = now.plus(CONVERGED_WITHIN);
        int steps = 0;
        while (!underway.isEmpty() || realms.stream().anyMatch(realm -> isBusy(realm, end))) {
            require(steps++ < 3000, 0, "talks without end");
            deliverOrWake();
            check();
        }
        AgreementState one = realms.get(0).state();
        AgreementState two = realms.get(1).state();
        String states = "\n" + one + "\n" + two;
        require(one.shown() == TrustState.ACTIVE && two.shown() == TrustState.ACTIVE, 0, "has no trust" + states);
        require(one.pending().isNone() && two.pending().isNone(), 0, "is not done" + states);
        require(
                one.issuing().isPresent() && one.issuing().equals(two.issuing()),
                0,
                "issues under another epoch" + states);
        require(isContent(one) && isContent(two), 0, "complains" + states);
    }

    /** A realm that was restored may have answered twice, and its peer says so until the next epoch. */
    private boolean isContent(AgreementState state) {
        return state.failure()
                .filter(failure -> withdrawn == 0 || failure.code() != RejectionCode.SECOND_ANSWER)
                .isEmpty();
    }

    /** What is begun when the time is up may be ended. */
    private static boolean isBusy(AgreeingRealm realm, Instant end) {
        return !realm.wakesAt().isAfter(end) || !realm.state().pending().isNone();
    }

    private void log(int who, String what) {
        log.add(now + " " + realms.get(who).party.name() + " " + what);
    }

    int events() {
        return events;
    }
}
