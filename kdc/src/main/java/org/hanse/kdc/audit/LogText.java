package org.hanse.kdc.audit;

import java.util.Optional;
import java.util.stream.IntStream;
import org.hanse.protocol.name.EncType;

/**
 * What peers sent, made fit for a log: at most 128 characters of it, on one line, in characters that a terminal shows as they
 * are. Nobody can add a line, a colour or a second entry to the log through a name.
 */
final class LogText {
    static final int LONGEST = 128;
    private static final String CUT = "...";

    /** Those that have a number of two digits at most: every request lists up to eight. */
    private static final String[] ETYPES =
            IntStream.range(0, 100).mapToObj(LogText::etypeText).toArray(String[]::new);

    private LogText() {}

    /** For free text in kdc.log. */
    static void appendSentence(LogLine out, String text) {
        appendTo(out, text, true);
    }

    /** For kdc.log: besides the rest, spaces are escaped, since the line's own grammar is made of them. */
    static void appendPrincipal(LogLine out, Optional<String> principal, String whenUnknown) {
        if (principal.isPresent()) {
            appendTo(out, principal.get(), false);
        } else {
            out.add(whenUnknown);
        }
    }

    /** As MIT's log names it: {@code aes256-cts-hmac-sha1-96(18)}. */
    static void appendEtype(LogLine out, EncType etype) {
        int number = etype.value();
        out.add(number >= 0 && number < ETYPES.length ? ETYPES[number] : etypeText(number));
    }

    private static String etypeText(int number) {
        String name = new EncType(number).toString();
        return (name.startsWith("etype ") ? "unknown" : name) + "(" + number + ")";
    }

    /** A JSON string with its quotes; only ASCII of the printable kind stays as it is. */
    static void appendJson(LogLine out, String text) {
        out.add('"');
        if (isPlain(text)) {
            out.add(text).add('"');
            return;
        }
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.add('\\').add(c);
            } else if (c < ' ' || c > '~') {
                appendHex(out, "\\u", c, 4);
            } else {
                out.add(c);
            }
        }
        if (text.length() > LONGEST) {
            out.add(CUT);
        }
        out.add('"');
    }

    private static LogLine appendTo(LogLine out, String text, boolean spaces) {
        if (isPlain(text)) {
            return out.add(text);
        }
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == ' ' ? spaces : isHarmless(c)) {
                out.addAny(String.valueOf(c));
            } else if (c < 0x100) {
                appendHex(out, "\\x", c, 2);
            } else {
                appendHex(out, "\\u", c, 4);
            }
        }
        return text.length() > LONGEST ? out.add(CUT) : out;
    }

    /** What no file needs to escape, as nearly every name is: short, of US-ASCII, without space, quote and backslash. */
    private static boolean isPlain(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Letters and digits of every script; marks, controls, separators and direction changes are not. */
    private static boolean isHarmless(char c) {
        return c < 0x80 ? c > ' ' && c <= '~' : Character.isLetterOrDigit(c);
    }

    private static void appendHex(LogLine out, String prefix, char c, int digits) {
        out.add(prefix);
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.add(Character.forDigit((c >> shift) & 0xF, 16));
        }
    }
}
