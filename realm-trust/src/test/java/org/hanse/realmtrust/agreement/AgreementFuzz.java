package org.hanse.realmtrust.agreement;

import java.util.Arrays;

/** A fuzz target ({@code scripts/fuzz agreement}): any octets as the payload of a message, and what is read, as one from the peer. */
public final class AgreementFuzz {
    private AgreementFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Message message;
        try {
            message = MessageReader.read(input);
        } catch (MessageFault refused) {
            return;
        }
        byte[] written = MessageWriter.write(message);
        try {
            if (!Arrays.equals(MessageWriter.write(MessageReader.read(written)), written)) {
                throw new AssertionError("read otherwise than written");
            }
        } catch (MessageFault fault) {
            throw new AssertionError("written as what nobody reads: " + fault.getMessage());
        }
        hear(message);
    }

    /** Whatever a peer signs, a step comes of it: no message stops the agreement, or makes one out of nothing. */
    private static void hear(Message message) {
        TwoRealms realms = TwoRealms.agreed();
        AgreeingRealm luebeck = realms.luebeck;
        Head said = message.head();
        Head head = new Head(
                realms.bergen.party, luebeck.party, TwoRealms.NOON, said.standing(), said.seen(), said.seenRemovals());
        luebeck.receive(new Message(head, message.body()), realms.now);
        if (luebeck.stored.in().size() > 1) {
            throw new AssertionError("accepts under a key that was never agreed on");
        }
    }
}
