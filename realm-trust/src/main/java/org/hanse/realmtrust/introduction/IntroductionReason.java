package org.hanse.realmtrust.introduction;

/** Why an introduction does not come about. The codes are stable: they are told to the other realms, and operators look them up. */
public enum IntroductionReason {
    MALFORMED("is not signed as an introduction, or says what cannot be", "it may be of another version"),
    NOT_FOR_US("is for other realms", "it was sent to the wrong place"),
    INTRODUCER_UNKNOWN(
            "comes from a realm that is not known here, or not surely",
            "declare the introducer first, or compare codes with it"),
    SIGNATURE_WRONG("is not signed by a key that counts", "fetch the newest documents and try again"),
    CLOCK_WRONG("was made at another time than now", "one of the clocks is wrong by more than five minutes"),
    EXPIRED("has expired", "ask for another"),
    USED("was used already", "ask for another"),
    TOO_DEEP(
            "rests on an introduction itself",
            "who was introduced introduces nobody: declare one of the trusts, or compare codes"),
    NOT_PASSED(
            "is not made by that realm",
            "the introducer's operator allows it for both: hanse trust introductions PEER --pass"),
    NOT_ACCEPTED(
            "is not accepted there",
            "the operator there accepts it: hanse trust introductions INTRODUCER --accept both"),
    PEER_KNOWN("is to a realm that is known already", "what is known first counts; remove that trust if it is wrong"),
    PEER_UNREACHABLE("could not be brought to the other realm", "try again when the other realm answers");

    private final String text;
    private final String cure;

    IntroductionReason(String text, String cure) {
        this.text = text;
        this.cure = cure;
    }

    /** As logs, answers and {@code hanse} name it. */
    public String code() {
        return "INTRODUCTION_" + name();
    }

    /** What is wrong, to follow "the introduction". */
    public String text() {
        return text;
    }

    /** What to do about it, without a capital or a full stop. */
    public String cure() {
        return cure;
    }
}
