package org.hanse.kdc.federation;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.hanse.kdc.transport.RateLimit;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.agreement.AgreementStore;
import org.hanse.realmtrust.agreement.Message;
import org.hanse.realmtrust.agreement.MessageFault;
import org.hanse.realmtrust.agreement.Step;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.declaration.DeclarationStore;
import org.hanse.realmtrust.document.RealmIdentity;

/** Messages from peers, posted here or in answer to what was posted there: who may be heard, whether he has signed it, and what follows. Thread-safe. */
final class Correspondence {
    /** What one peer may have judged and answered under a signature; who rotates by the second needs less. */
    private static final int BURST = 60;

    private static final int PER_SECOND = 10;

    private final DeclarationStore declarations;
    private final AgreementStore agreements;
    private final Contacts contacts;
    private final AgreementSteps steps;
    private final PeerDocuments documents;
    private final Clock clock;
    private final SecureRandom random;
    private final RateLimit<RealmName> heard;
    /** Anybody can write a peer's name on something: that must not make this server ask the peer again and again. */
    private final RateLimit<RealmName> refreshed;

    Correspondence(Agreements.Source source, Contacts contacts, AgreementSteps steps, LongSupplier nanos) {
        this.declarations = source.declarations();
        this.agreements = source.agreements();
        this.contacts = contacts;
        this.steps = steps;
        this.documents = source.documents();
        this.clock = source.clock();
        this.random = source.random();
        this.heard = new RateLimit<>(BURST, PER_SECOND, nanos);
        this.refreshed = new RateLimit<>(3, 1, nanos);
    }

    /** What comes of a message. */
    sealed interface Outcome {
        record Taken(Contact contact, Step step) implements Outcome {
            @Override
            public <T> T fold(Function<Taken, T> taken, Function<MessageRefusal, T> refused) {
                return taken.apply(this);
            }
        }

        record Refused(MessageRefusal refusal) implements Outcome {
            @Override
            public <T> T fold(Function<Taken, T> taken, Function<MessageRefusal, T> refused) {
                return refused.apply(refusal);
            }
        }

        <T> T fold(Function<Taken, T> taken, Function<MessageRefusal, T> refused);
    }

    /**
     * @param from who has sent it, as far as anybody can say; with whose keys it is judged
     */
    Outcome receive(RealmIdentity own, RealmName from, Octets signed) {
        Optional<Declaration> wish = declarations.find(from);
        Optional<Contact> contact = wish.isPresent() ? contacts.declared(own, wish.get()) : removed(own, from);
        if (contact.isEmpty()) {
            return wish.isPresent() ? unknown(from) : new Outcome.Refused(MessageRefusal.NOT_DECLARED);
        }
        Instant now = clock.instant();
        Message message;
        try {
            message = contact.get().envelope(now, random).open(signed.toByteArray());
        } catch (MessageFault fault) {
            return new Outcome.Refused(refusal(from, fault));
        }
        if (!message.head().from().equals(contact.get().parties().peer())) {
            return new Outcome.Refused(MessageRefusal.MALFORMED);
        }
        if (!heard.admits(from)) {
            return new Outcome.Refused(MessageRefusal.TOO_MANY);
        }
        Step step = steps.received(contact.get(), message, now);
        if (step.refreshDocument()) {
            refresh(from);
        }
        return new Outcome.Taken(contact.get(), step);
    }

    private Optional<Contact> removed(RealmIdentity own, RealmName from) {
        return agreements.named(from).stream()
                .flatMap(state -> contacts.removed(own, state).stream())
                .findFirst();
    }

    private Outcome unknown(RealmName from) {
        refresh(from);
        return new Outcome.Refused(MessageRefusal.NOT_KNOWN_YET);
    }

    private MessageRefusal refusal(RealmName from, MessageFault fault) {
        return switch (fault.kind()) {
            case SIGNATURE_WRONG -> {
                refresh(from);
                yield MessageRefusal.SIGNATURE_WRONG;
            }
            case NOT_FOR_US -> MessageRefusal.NOT_FOR_US;
            default -> MessageRefusal.MALFORMED;
        };
    }

    /** Whoever has signed by a newer key, or relies on a newer document: it is there to be read. */
    @SuppressWarnings("FutureReturnValueIgnored") // who is told of a change goes on
    private void refresh(RealmName peer) {
        if (refreshed.admits(peer)) {
            documents.refresh(peer);
        }
    }

    /** The message as it is sent. */
    Octets seal(Contact contact, Message message) {
        return Octets.wrap(contact.envelope(clock.instant(), random).seal(message));
    }
}
