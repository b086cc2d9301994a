package org.hanse.protocol.name;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern for principals: {@code *} is any characters, {@code ?} any one, {@code [a-z]} one of a set, {@code [!a-z]} or
 * {@code [^a-z]} one outside it, and a backslash takes the next character as it is. Matched against the whole text form of a
 * principal, with the realm only if the pattern holds an unquoted {@code @}. Immutable.
 *
 * <p>Matching takes time proportional to pattern times text at worst, whatever the pattern: only the last {@code *} is ever
 * tried again.
 */
public final class PrincipalGlob {
    /** Matches every principal. */
    public static final PrincipalGlob ALL = of("*");

    private static final int MAX_LENGTH = 1024;

    private final String text;
    private final List<Part> parts;
    private final boolean withRealm;

    private PrincipalGlob(String text, List<Part> parts, boolean withRealm) {
        this.text = text;
        this.parts = List.copyOf(parts);
        this.withRealm = withRealm;
    }

    /**
     * @throws InvalidNameException for an empty pattern, an unfinished set, a reversed range, a lone backslash at the end, or over
     *     1024 characters
     */
    public static PrincipalGlob of(String text) {
        if (text.isEmpty()) {
            throw new InvalidNameException("a pattern is empty");
        }
        if (text.length() > MAX_LENGTH) {
            throw new InvalidNameException("a pattern is longer than " + MAX_LENGTH + " characters");
        }
        return new Reader(text).read();
    }

    /** Whether the principal's name matches, or its name and realm if this pattern speaks of the realm. */
    public boolean matches(Principal principal) {
        return matches(withRealm ? principal.toString() : principal.name().toString());
    }

    /** Whether the whole of {@code subject} matches. */
    boolean matches(String subject) {
        int[] points = subject.codePoints().toArray();
        int at = 0;
        int part = 0;
        int afterStar = -1;
        int starTook = 0;
        while (at < points.length) {
            if (part < parts.size() && parts.get(part).isAnySequence()) {
                afterStar = ++part;
                starTook = at;
            } else if (part < parts.size() && parts.get(part).admits(points[at])) {
                part++;
                at++;
            } else if (afterStar >= 0) {
                part = afterStar;
                at = ++starTook;
            } else {
                return false;
            }
        }
        while (part < parts.size() && parts.get(part).isAnySequence()) {
            part++;
        }
        return part == parts.size();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PrincipalGlob glob && text.equals(glob.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The pattern as it was written. */
    @Override
    public String toString() {
        return text;
    }

    /** What one place of the pattern admits: any sequence, or one code point within the ranges or outside them. */
    private record Part(boolean isAnySequence, List<Range> ranges, boolean outside) {
        static final Part ANY_SEQUENCE = new Part(true, List.of(), true);
        static final Part ANY_ONE = new Part(false, List.of(), true);

        static Part literal(int point) {
            return new Part(false, List.of(new Range(point, point)), false);
        }

        boolean admits(int point) {
            for (Range range : ranges) {
                if (range.first <= point && point <= range.last) {
                    return !outside;
                }
            }
            return outside;
        }
    }

    private record Range(int first, int last) {}

    /** One pass over the pattern. */
    private static final class Reader {
        private final String text;
        private final int[] points;
        private int at;

        Reader(String text) {
            this.text = text;
            this.points = text.codePoints().toArray();
        }

        PrincipalGlob read() {
            List<Part> parts = new ArrayList<>();
            boolean withRealm = false;
            while (at < points.length) {
                int point = points[at++];
                switch (point) {
                    case '*' -> parts.add(Part.ANY_SEQUENCE);
                    case '?' -> parts.add(Part.ANY_ONE);
                    case '[' -> parts.add(set());
                    case '\\' -> parts.add(Part.literal(quoted()));
                    default -> {
                        withRealm |= point == '@';
                        parts.add(Part.literal(point));
                    }
                }
            }
            return new PrincipalGlob(text, parts, withRealm);
        }

        private Part set() {
            boolean outside = at < points.length && (points[at] == '!' || points[at] == '^');
            if (outside) {
                at++;
            }
            List<Range> ranges = new ArrayList<>();
            // as in a shell, a ] that comes first is one of the set
            do {
                int first = member();
                int last = first;
                if (at + 1 < points.length && points[at] == '-' && points[at + 1] != ']') {
                    at++;
                    last = member();
                }
                if (last < first) {
                    throw new InvalidNameException("the pattern \"" + text + "\" holds a range that runs backwards");
                }
                ranges.add(new Range(first, last));
            } while (at < points.length && points[at] != ']');
            if (at == points.length) {
                throw unfinishedSet();
            }
            at++;
            return new Part(false, List.copyOf(ranges), outside);
        }

        private int member() {
            if (at == points.length) {
                throw unfinishedSet();
            }
            int point = points[at++];
            return point == '\\' ? quoted() : point;
        }

        private int quoted() {
            if (at == points.length) {
                throw new InvalidNameException("the pattern \"" + text + "\" ends in a lone backslash");
            }
            return points[at++];
        }

        private InvalidNameException unfinishedSet() {
            return new InvalidNameException("the pattern \"" + text + "\" holds a [ without its ]");
        }
    }
}
