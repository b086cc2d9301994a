package org.hanse.kdc.federation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hanse.kdc.transport.HttpAnswer;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.introduction.IntroductionReason;

/**
 * Why an introduction does not come about, as one realm tells it to another: {@code INTRODUCTION_... REALM: text}. Without a signature, so nothing follows from it but a
 * word to the operator.
 *
 * @param by which realm refuses
 */
record IntroductionRefusal(IntroductionReason reason, RealmName by) {
    private static final Pattern FORM = Pattern.compile("INTRODUCTION_([A-Z_]{1,40}) ([A-Z0-9.-]{1,253}):");
    private static final int LONGEST = 400;

    HttpAnswer answer() {
        int status = reason == IntroductionReason.MALFORMED ? 400 : 403;
        return HttpAnswer.text(status, reason.code() + " " + by + ": the introduction " + reason.text());
    }

    /** What a realm's answer says; empty if it says nothing of the kind. */
    static Optional<IntroductionRefusal> in(Octets body) {
        byte[] octets = body.toByteArray();
        Matcher form = FORM.matcher(new String(octets, 0, Math.min(octets.length, LONGEST), StandardCharsets.US_ASCII));
        return form.lookingAt()
                ? Arrays.stream(IntroductionReason.values())
                        .filter(reason -> reason.name().equals(form.group(1)))
                        .findFirst()
                        .map(reason -> new IntroductionRefusal(reason, RealmName.of(form.group(2))))
                : Optional.empty();
    }

    /** For operators. */
    String text() {
        return reason.code() + " by " + by + ", the introduction " + reason.text() + "; " + reason.cure();
    }
}
