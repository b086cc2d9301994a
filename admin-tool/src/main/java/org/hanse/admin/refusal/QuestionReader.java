package org.hanse.admin.refusal;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.config.NearestWord;
import org.hanse.protocol.wire.WireCode;

/** Tells what was typed or pasted: an id, a name of ours, a number, a symbol, or the text that a program showed. */
public final class QuestionReader {
    private static final Pattern BARE_ID = Pattern.compile("[0-9A-Fa-f]{8}");
    private static final Pattern ID_IN_TEXT = Pattern.compile("\\bid=([0-9A-Fa-f]{8})\\b");
    /** Alone, as Windows writes it in hexadecimal, or as Java does in parentheses behind a text. */
    private static final Pattern NUMBER = Pattern.compile("(?:.*\\()?(0x[0-9A-Fa-f]{1,2}|\\d{1,3})\\)?");

    /** kdc.log says this of the one reason that every administrator looks for. */
    private static final String FIRST_ANSWER = "NEEDED_PREAUTH";

    /** What MIT's and Heimdal's programs say otherwise than RFC 4120 section 7.5.9, in {@link #plain} form. */
    private static final Map<String, WireCode> OTHER_TEXTS = Map.of(
            "password has expired", WireCode.KDC_ERR_KEY_EXPIRED,
            "preauthentication failed", WireCode.KDC_ERR_PREAUTH_FAILED,
            "password incorrect", WireCode.KDC_ERR_PREAUTH_FAILED,
            "need to use pa enc timestamp", WireCode.KDC_ERR_PREAUTH_REQUIRED,
            "realm not local to kdc", WireCode.KDC_ERR_WRONG_REALM,
            "decrypt integrity check failed", WireCode.KRB_AP_ERR_BAD_INTEGRITY,
            "ticket authenticator do not match", WireCode.KRB_AP_ERR_BADMATCH,
            "key version is not available", WireCode.KRB_AP_ERR_BADKEYVER,
            "client unknown", WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN,
            "server unknown", WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN);

    private final Pages pages;

    public QuestionReader(Pages pages) {
        this.pages = pages;
    }

    /** Empty if it is nothing of these. */
    public Optional<Question> read(String text) {
        String asked = text.strip();
        Matcher id = ID_IN_TEXT.matcher(asked);
        if (id.find()) {
            return Optional.of(new Question.OfRequest(id.group(1).toUpperCase(Locale.ROOT)));
        }
        if (BARE_ID.matcher(asked).matches()) {
            return Optional.of(new Question.OfRequest(asked.toUpperCase(Locale.ROOT)));
        }
        String symbol = symbol(asked);
        String name = symbol.equals(FIRST_ANSWER) ? Reason.PREAUTH_REQUIRED.name() : symbol;
        if (!pages.named(name).isEmpty()) {
            return Optional.of(new Question.OfReason(name));
        }
        return named(symbol).or(() -> saying(asked)).or(() -> numbered(asked)).map(Question.OfCode::new);
    }

    /** What may have been meant by something that is nothing. */
    public Optional<String> nearest(String text) {
        List<String> names = Stream.concat(
                        pages.all().map(Page::name),
                        Stream.of(WireCode.values()).map(WireCode::name))
                .toList();
        return NearestWord.of(symbol(text), names);
    }

    private static String symbol(String text) {
        return text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** RFC 4120's symbol, or MIT's, which has KRB5 before it; also without KDC_ERR and the like. */
    private static Optional<WireCode> named(String symbol) {
        String ours = symbol.startsWith("KRB5K") ? symbol.substring(4) : symbol;
        return Stream.of(WireCode.values())
                .filter(code -> code.name().equals(ours)
                        || code.name()
                                .replaceFirst("^(KDC|KRB)_(AP_)?(ERR_)?", "")
                                .equals(ours)
                        // MIT's name for it.
                        || (ours.equals("KDC_ERR_KEY_EXP") && code == WireCode.KDC_ERR_KEY_EXPIRED))
                .findFirst();
    }

    private static Optional<WireCode> numbered(String asked) {
        Matcher number = NUMBER.matcher(asked);
        if (!number.matches()) {
            return Optional.empty();
        }
        String digits = number.group(1);
        return WireCode.of(
                digits.startsWith("0x") ? Integer.parseInt(digits.substring(2), 16) : Integer.parseInt(digits));
    }

    /** By the longest sentence that the text holds: programs write their own words around it. */
    private static Optional<WireCode> saying(String asked) {
        String said = plain(asked);
        Stream<Map.Entry<String, WireCode>> official =
                Stream.of(WireCode.values()).map(code -> Map.entry(plain(code.explanation()), code));
        return Stream.concat(official, OTHER_TEXTS.entrySet().stream())
                .filter(text -> said.contains(text.getKey()))
                .max(Comparator.comparingInt(text -> text.getKey().length()))
                .map(Map.Entry::getValue);
    }

    /** Words in lower case and single spaces, without the principals that programs put in the middle. */
    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("'[^' ]*@[^']*'|\\S+@\\S+", " ")
                .replace("'", "")
                .replaceAll("[^a-z0-9]+", " ")
                .strip();
    }
}
