package org.hanse.realmtrust.agreement;

import java.util.Optional;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;

/** The secrets of one epoch: closed while the agreement is open, and the keys that come of them. Thread-safe. */
final class EpochKeys {
    private final Sealing sealing;

    EpochKeys(Sealing sealing) {
        this.sealing = sealing;
    }

    Octets seal(Turn turn, Epoch epoch, SecretBytes secret) {
        return sealing.seal(secret, bound(turn, epoch));
    }

    Optional<SecretBytes> open(Turn turn, Epoch epoch, Octets sealed) {
        return sealing.open(sealed, bound(turn, epoch));
    }

    static KeyChange.Accept accept(Turn turn, KeySchedule keys, Epoch epoch, Suite suite) {
        return new KeyChange.Accept(epoch, keys.keys(turn.parties.peer(), turn.parties.self(), epoch, suite));
    }

    /** To issue under the epoch's key, or not at all, if nobody wants tickets in that direction. */
    static KeyChange issue(Turn turn, KeySchedule keys, KeptEpoch kept, Suite suite) {
        return kept.uses().out()
                ? new KeyChange.Issue(
                        kept.epoch(), keys.keys(turn.parties.self(), turn.parties.peer(), kept.epoch(), suite))
                : new KeyChange.StopIssuing();
    }

    private static String bound(Turn turn, Epoch epoch) {
        return epoch + "\n" + turn.parties.peer().id();
    }
}
