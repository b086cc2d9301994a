package org.hanse.realmtrust.agreement;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a realm does not take what its peer sent. The words are for operators too, and stable. */
public enum RejectionCode {
    /** The receiver's operator has not declared this trust, or has removed it. */
    NOT_DECLARED,
    /** The receiver's operator has not confirmed yet who the sender is. */
    IDENTITY_UNCONFIRMED,
    /** The receiver has suspended the trust. */
    SUSPENDED,
    /** The message was made before the trust was last removed. */
    REMOVED_SINCE,
    /** The clocks differ by more than half an hour, or the message was that long on its way. */
    CLOCK_DIFFERS,
    /** The proposal was not answered in time. */
    EXPIRED,
    /** One of the two has an older realm document of the other than the other itself. */
    DOCUMENT_DIFFERS,
    NO_COMMON_SUITE,
    /** Nothing is declared in by the one and out by the other. */
    NO_COMMON_DIRECTION,
    /** The epoch is used up; {@code highest} of the standing says how far. */
    EPOCH_BEHIND,
    /** Keys are changed faster than tickets end. */
    TOO_MANY_EPOCHS,
    /** A public key or ciphertext that no honest realm sends. */
    KEY_EXCHANGE_INVALID,
    /** No such proposal is open: withdrawn, expired or lost. */
    UNKNOWN_PROPOSAL,
    /** Another answer to the same proposal came before. */
    SECOND_ANSWER,
    /** Not the strongest suite that both can do. */
    SUITE_DOWNGRADED,
    ANSWER_MAC_WRONG,
    CONFIRM_MAC_WRONG,
    /** No such agreement is open: given up, expired or lost. */
    UNKNOWN_EPOCH;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<RejectionCode> byWord(String word) {
        return Arrays.stream(values()).filter(code -> code.word().equals(word)).findFirst();
    }

    /** Whether somebody must look at it: it does not happen between two honest realms whose stores are whole. */
    public boolean isAlarming() {
        return switch (this) {
            case KEY_EXCHANGE_INVALID, SECOND_ANSWER, SUITE_DOWNGRADED, ANSWER_MAC_WRONG, CONFIRM_MAC_WRONG -> true;
            default -> false;
        };
    }
}
