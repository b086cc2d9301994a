package org.hanse.protocol.name;

/**
 * A pattern over principals in text form: {@code *} any run (also across {@code /}), {@code ?} one character, {@code [a-z]} and
 * {@code [!a-z]} one of a set, {@code \} takes the next character as itself. A pattern that holds {@code @} is matched
 * with the realm, any other without. Matching takes time linear in pattern times text; no pattern is slow on purpose.
 */
public final class PrincipalGlob {
    /** Matches every principal. */
    public static final PrincipalGlob ALL = new PrincipalGlob("*");

    private final String pattern;
    private final boolean withRealm;

    private PrincipalGlob(String pattern) {
        this.pattern = pattern;
        this.withRealm = pattern.indexOf('@') >= 0;
    }

    /**
     * @throws InvalidNameException if the pattern is empty, ends in a lone backslash or has a {@code [} without {@code ]}
     */
    public static PrincipalGlob of(String pattern) {
        if (pattern.isEmpty()) {
            throw new InvalidNameException("a glob is empty");
        }
        for (int at = 0; at < pattern.length(); at = end(pattern, at)) {
            if (end(pattern, at) > pattern.length()) {
                throw new InvalidNameException("the glob \"" + pattern + "\" ends inside [ ] or after a backslash");
            }
        }
        return new PrincipalGlob(pattern);
    }

    public boolean matches(Principal principal) {
        return matches(withRealm ? principal.toString() : principal.name().toString());
    }

    /** Goes back to the last star only: earlier stars need no second try, so the work stays bounded. */
    private boolean matches(String text) {
        int p = 0;
        int t = 0;
        int afterStar = -1;
        int retryText = -1;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                afterStar = ++p;
                retryText = t;
            } else if (p < pattern.length() && one(p, text.charAt(t))) {
                p = end(pattern, p);
                t++;
            } else if (afterStar >= 0) {
                p = afterStar;
                t = ++retryText;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private boolean one(int at, char c) {
        return switch (pattern.charAt(at)) {
            case '?' -> true;
            case '[' -> inSet(at, c);
            case '\\' -> pattern.charAt(at + 1) == c;
            default -> pattern.charAt(at) == c;
        };
    }

    private boolean inSet(int open, char c) {
        int close = end(pattern, open) - 1;
        int i = open + 1;
        boolean negated = pattern.charAt(i) == '!' || pattern.charAt(i) == '^';
        if (negated) {
            i++;
        }
        boolean in = false;
        while (i < close) {
            char low = pattern.charAt(i);
            boolean range = i + 2 < close && pattern.charAt(i + 1) == '-';
            char high = range ? pattern.charAt(i + 2) : low;
            in |= low <= c && c <= high;
            i += range ? 3 : 1;
        }
        return in != negated;
    }

    /** Where the pattern element that starts at {@code at} ends; past the length if it is not closed. */
    private static int end(String pattern, int at) {
        return switch (pattern.charAt(at)) {
            case '\\' -> at + 2;
            case '[' -> endOfSet(pattern, at + 1);
            default -> at + 1;
        };
    }

    private static int endOfSet(String pattern, int afterOpen) {
        int first = afterOpen;
        if (first < pattern.length() && (pattern.charAt(first) == '!' || pattern.charAt(first) == '^')) {
            first++;
        }
        // A ] that comes first is a member of the set.
        int close = pattern.indexOf(']', first + 1);
        return close < 0 ? pattern.length() + 1 : close + 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PrincipalGlob glob && pattern.equals(glob.pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    /** The pattern as given. */
    @Override
    public String toString() {
        return pattern;
    }
}
