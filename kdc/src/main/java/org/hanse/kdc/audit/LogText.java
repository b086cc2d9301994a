package org.hanse.kdc.audit;

import java.util.Optional;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Principal;

/**
 * What peers sent, made fit for a log: at most 128 characters of it, on one line, in characters that a terminal shows as they
 * are. Nobody can add a line, a colour or a second entry to the log through a name.
 */
final class LogText {
    static final int LONGEST = 128;
    private static final String CUT = "...";

    private LogText() {}

    /** For free text in kdc.log. */
    static String sentence(String text) {
        return appendTo(new StringBuilder(), text, true).toString();
    }

    /** For kdc.log: besides the rest, spaces are escaped, since the line's own grammar is made of them. */
    static void appendPrincipal(StringBuilder out, Optional<Principal> principal, String whenUnknown) {
        if (principal.isPresent()) {
            appendTo(out, principal.get().toString(), false);
        } else {
            out.append(whenUnknown);
        }
    }

    /** As MIT's log names it: {@code aes256-cts-hmac-sha1-96(18)}. */
    static void appendEtype(StringBuilder out, EncType etype) {
        String name = etype.toString();
        out.append(name.startsWith("etype ") ? "unknown" : name)
                .append('(')
                .append(etype.value())
                .append(')');
    }

    /** A JSON string with its quotes; only ASCII of the printable kind stays as it is. */
    static void appendJson(StringBuilder out, String text) {
        out.append('"');
        if (isPlain(text)) {
            out.append(text).append('"');
            return;
        }
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                appendHex(out, "\\u", c, 4);
            } else {
                out.append(c);
            }
        }
        if (text.length() > LONGEST) {
            out.append(CUT);
        }
        out.append('"');
    }

    private static StringBuilder appendTo(StringBuilder out, String text, boolean spaces) {
        if (isPlain(text)) {
            return out.append(text);
        }
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == ' ' ? spaces : isHarmless(c)) {
                out.append(c);
            } else if (c < 0x100) {
                appendHex(out, "\\x", c, 2);
            } else {
                appendHex(out, "\\u", c, 4);
            }
        }
        return text.length() > LONGEST ? out.append(CUT) : out;
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

    private static void appendHex(StringBuilder out, String prefix, char c, int digits) {
        out.append(prefix);
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(Character.forDigit((c >> shift) & 0xF, 16));
        }
    }
}
