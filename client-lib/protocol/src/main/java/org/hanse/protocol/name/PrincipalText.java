package org.hanse.protocol.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text form of principals, RFC 1964 §2.1.1, as MIT and Heimdal read and print it: {@code /} between components, {@code @}
 * before the realm, backslash before either of them and before itself; {@code \n \t \b \0} for those octets.
 * For every principal p, {@code parse(unparse(p))} is p.
 */
final class PrincipalText {
    /** Components and, where the text names one, the realm. */
    record Parsed(List<String> components, Optional<String> realm) {}

    private PrincipalText() {}

    static Parsed parse(String text) {
        List<String> components = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        boolean inRealm = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                if (++i == text.length()) {
                    throw new InvalidNameException("\"" + text + "\" ends in a lone backslash");
                }
                current.append(unescape(text.charAt(i)));
            } else if (c == '@') {
                if (inRealm) {
                    throw new InvalidNameException("\"" + text + "\" holds more than one unquoted @");
                }
                components.add(current.toString());
                current.setLength(0);
                inRealm = true;
            } else if (c == '/' && !inRealm) {
                components.add(current.toString());
                current.setLength(0);
            } else {
                current.append(c);
            }
        }
        if (inRealm) {
            if (current.length() == 0) {
                throw new InvalidNameException("\"" + text + "\" has an empty realm after its @");
            }
            return new Parsed(List.copyOf(components), Optional.of(current.toString()));
        }
        components.add(current.toString());
        return new Parsed(List.copyOf(components), Optional.empty());
    }

    static String unparse(List<String> components) {
        StringBuilder out = new StringBuilder(64);
        unparse(components, out);
        return out.toString();
    }

    static String unparse(List<String> components, String realm) {
        StringBuilder out = new StringBuilder(96);
        unparse(components, out);
        out.append('@');
        escape(realm, false, out);
        return out.toString();
    }

    private static void unparse(List<String> components, StringBuilder out) {
        for (int i = 0; i < components.size(); i++) {
            if (i > 0) {
                out.append('/');
            }
            escape(components.get(i), true, out);
        }
    }

    private static char unescape(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'b' -> '\b';
            case '0' -> '\0';
            default -> c;
        };
    }

    private static void escape(String part, boolean escapeSlash, StringBuilder out) {
        if (isPlain(part)) {
            out.append(part);
            return;
        }
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\0' -> out.append("\\0");
                case '@', '\\' -> out.append('\\').append(c);
                case '/' -> out.append(escapeSlash ? "\\/" : "/");
                default -> out.append(c);
            }
        }
    }

    /** Nearly every name is; the log writes four of them per request. */
    private static boolean isPlain(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c < ' ' || c == '@' || c == '\\' || c == '/') {
                return false;
            }
        }
        return true;
    }
}
