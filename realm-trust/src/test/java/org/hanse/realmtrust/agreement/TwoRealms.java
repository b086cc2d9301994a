package org.hanse.realmtrust.agreement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Two realms and a network that does what the test says: by default it delivers at once and in order. */
final class TwoRealms {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    final AgreeingRealm bergen;
    final AgreeingRealm luebeck;
    Instant now = NOON;

    TwoRealms() {
        this(Duration.ZERO);
    }

    /**
     * @param ahead how far LUEBECK's clock is ahead
     */
    TwoRealms(Duration ahead) {
        this(1, 2, ahead);
    }

    TwoRealms(int bergenId, int luebeckId, Duration ahead) {
        SeededRandom random = new SeededRandom(7);
        Party one = AgreeingRealm.party("BERGEN.EXAMPLE", bergenId);
        Party two = AgreeingRealm.party("LUEBECK.EXAMPLE", luebeckId);
        bergen = new AgreeingRealm(one, two, AgreeingRealm.SETTINGS, Duration.ZERO, random);
        luebeck = new AgreeingRealm(two, one, AgreeingRealm.SETTINGS, ahead, random);
    }

    static TwoRealms agreed() {
        TwoRealms realms = new TwoRealms();
        realms.declared();
        realms.talk();
        return realms;
    }

    void declared() {
        bergen.declare(now);
        luebeck.declare(now);
    }

    AgreeingRealm peerOf(AgreeingRealm realm) {
        return realm == bergen ? luebeck : bergen;
    }

    /** Until nobody has anything more to say within ten minutes. */
    void talk() {
        talk(message -> true, Duration.ofMinutes(10));
    }

    /** Over a network that carries only some messages. */
    void talk(Predicate<Message> carried, Duration atMost) {
        Instant end = now.plus(atMost);
        for (int i = 0; i < 2000; i++) {
            if (exchange(carried)) {
                continue;
            }
            AgreeingRealm first = bergen.wakesAt().isAfter(luebeck.wakesAt()) ? luebeck : bergen;
            if (first.wakesAt().isAfter(end)) {
                return;
            }
            now = first.wakesAt().isAfter(now) ? first.wakesAt() : now;
            first.tick(now);
        }
        throw new AssertionError("they talk without end");
    }

    /** Time passes; both do what is due meanwhile, and hear each other. */
    void pass(Duration time) {
        Instant end = now.plus(time);
        talk();
        now = end.isAfter(now) ? end : now;
        bergen.tick(now);
        luebeck.tick(now);
        talk();
    }

    private boolean exchange(Predicate<Message> carried) {
        boolean any = false;
        for (AgreeingRealm realm : List.of(bergen, luebeck)) {
            List<Message> letters = new ArrayList<>(realm.outbox);
            realm.outbox.clear();
            for (Message letter : letters) {
                any = true;
                if (carried.test(letter)) {
                    peerOf(realm).receive(letter, now);
                }
            }
        }
        return any;
    }

    /** The one message that a realm has to send. */
    static Message said(AgreeingRealm realm) {
        if (realm.outbox.size() != 1) {
            throw new AssertionError("says " + realm.outbox);
        }
        return realm.outbox.remove(0);
    }
}
