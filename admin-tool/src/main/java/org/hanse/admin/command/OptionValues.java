package org.hanse.admin.command;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.Surroundings;
import org.hanse.protocol.file.KerberosDuration;
import org.hanse.protocol.file.TimeText;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.InvalidNameException;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalGlob;

/** Values of options, read as the contract writes them; what cannot be read is wrong usage. */
final class OptionValues {
    private OptionValues() {}

    static Duration duration(String option, String text) throws UsageFailure {
        try {
            return KerberosDuration.parse(text);
        } catch (IllegalArgumentException unreadable) {
            throw unreadable(option, unreadable);
        }
    }

    static Optional<Duration> duration(String option, Optional<String> text) throws UsageFailure {
        return text.isEmpty() ? Optional.empty() : Optional.of(duration(option, text.get()));
    }

    /** Empty for {@code never}; a duration with a unit counts from now. */
    static Optional<Instant> time(String option, String text, Surroundings here) throws UsageFailure {
        Instant now = here.clock().instant();
        try {
            return text.strip().matches("\\+?(\\d+[dhms])+")
                    ? Optional.of(now.plus(KerberosDuration.parse(text.replace("+", ""))))
                    : TimeText.parseOrNever(text, now, ZoneId.systemDefault());
        } catch (IllegalArgumentException unreadable) {
            throw unreadable(option, unreadable);
        }
    }

    /** Words between commas; an empty text is no word. */
    static List<String> words(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Enctypes by name; {@code aes256-cts:normal} is kadmin's way to say the same. */
    static List<EncType> etypes(String option, String text) throws UsageFailure {
        List<EncType> etypes = new ArrayList<>();
        for (String word : words(text)) {
            EncType etype = EncType.byName(word.replaceFirst(":normal$", ""))
                    .orElseThrow(() -> new UsageFailure(
                            option + ": there is no enctype \"" + word + "\" here",
                            "choose from " + String.join(", ", names())));
            if (!etypes.contains(etype)) {
                etypes.add(etype);
            }
        }
        if (etypes.isEmpty()) {
            throw new UsageFailure(option + " names no enctype", "choose from " + String.join(", ", names()));
        }
        return etypes;
    }

    static PrincipalGlob glob(String text) throws UsageFailure {
        try {
            return PrincipalGlob.of(text);
        } catch (InvalidNameException wrong) {
            throw new UsageFailure(
                    String.valueOf(wrong.getMessage()), "close the bracket, or put a backslash before it");
        }
    }

    static Kvno kvno(String option, long number) throws UsageFailure {
        if (number < 1 || number > 0xFFFF_FFFFL) {
            throw new UsageFailure(option + " takes a kvno and not " + number, "give 1 to 4294967295");
        }
        return Kvno.of(number);
    }

    /** A deed that cannot be taken back needs its {@code --yes}. */
    static void needYes(boolean yes, String deed) throws CommandFailure {
        if (!yes) {
            throw new UsageFailure("this would " + deed, "say --yes if you mean it");
        }
    }

    private static List<String> names() {
        return Stream.of(
                        EncType.AES256_CTS_HMAC_SHA384_192,
                        EncType.AES128_CTS_HMAC_SHA256_128,
                        EncType.AES256_CTS_HMAC_SHA1_96,
                        EncType.AES128_CTS_HMAC_SHA1_96)
                .map(EncType::toString)
                .toList();
    }

    private static UsageFailure unreadable(String option, IllegalArgumentException unreadable) {
        CommandFailure told = CommandFailure.of(unreadable);
        return new UsageFailure(option + ": " + told.what(), told.cure());
    }
}
