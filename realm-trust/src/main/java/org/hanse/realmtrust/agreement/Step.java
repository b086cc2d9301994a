package org.hanse.realmtrust.agreement;

import java.time.Instant;
import java.util.List;

/**
 * What follows. State and key changes are stored in one transaction; only after it is on disk are the messages sent. Who crashes in between
 * has lost nothing: what is not answered is sent again.
 *
 * @param wake when {@link Agreement#tick} has something to do
 * @param refreshDocument whether one of the realm documents is out of date at one of the two: fetch the peer's again
 */
public record Step(
        AgreementState state,
        List<KeyChange> keys,
        List<Message> messages,
        List<AgreementEvent> events,
        Instant wake,
        boolean refreshDocument) {
    public Step {
        keys = List.copyOf(keys);
        messages = List.copyOf(messages);
        events = List.copyOf(events);
    }
}
