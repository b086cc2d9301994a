package org.hanse.kdc.realm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.protocol.name.InvalidNameException;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalGlob;
import org.hanse.protocol.name.RealmName;

/**
 * Who may do what over the network: {@code admin.acl}, in the words and by the reading rules of MIT's kadm5.acl. A line is a principal,
 * its rights, and optionally whom they concern and what is then imposed. The first line that fits decides, whatever comes below it.
 * Immutable.
 */
public final class AccessList {
    /** In a realm home. */
    public static final String FILE_NAME = "admin.acl";

    /** Lets nobody do anything. */
    public static final AccessList NOBODY = new AccessList(List.of());

    private final List<Line> lines;

    private record Line(
            AccessPattern client, Set<Right> rights, Optional<AccessPattern> target, Restrictions restrictions) {}

    private AccessList(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    /**
     * What a line gives.
     *
     * @param restrictions imposed on principals that are added or modified by it
     */
    public record Grant(Set<Right> rights, Restrictions restrictions) {
        /** Of whom no line speaks. */
        public static final Grant NONE = new Grant(Set.of(), Restrictions.NONE);

        public Grant {
            rights = Set.copyOf(rights);
        }
    }

    /**
     * Reads the file; one that is not there gives nobody anything.
     *
     * @throws RealmFailure with the number of a line that cannot be read: half a list may give more than the whole
     * @throws IOException if the file cannot be read, or is not text
     */
    public static AccessList read(Path file, RealmName home) throws IOException, RealmFailure {
        List<String> texts = Files.exists(file) ? Files.readAllLines(file) : List.of();
        List<Line> lines = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            // A line goes on behind a backslash at its end.
            if (text.endsWith("\\")) {
                open.append(text, 0, text.length() - 1);
                continue;
            }
            String whole = open.append(text).toString().strip();
            open.setLength(0);
            if (!whole.isEmpty() && !whole.startsWith("#")) {
                lines.add(line(whole, home, file + " line " + (i + 1)));
            }
        }
        if (!open.isEmpty()) {
            throw RealmFailure.refused(file + " ends within a line", "take away the backslash at its end");
        }
        return new AccessList(lines);
    }

    private static Line line(String text, RealmName home, String where) throws RealmFailure {
        String[] words = text.split("\\s+", 4);
        if (words.length < 2) {
            throw RealmFailure.refused(where + " gives no rights", "write the principal, a space and the letters");
        }
        try {
            Optional<AccessPattern> target =
                    words.length < 3 ? Optional.empty() : Optional.of(AccessPattern.of(words[2], home));
            return new Line(
                    AccessPattern.of(words[0], home),
                    rights(words[1], where),
                    target,
                    words.length < 4 ? Restrictions.NONE : Restrictions.of(words[3], where));
        } catch (InvalidNameException wrong) {
            throw RealmFailure.refused(where + ": " + wrong.getMessage(), "correct the name");
        }
    }

    /** Letters add what they stand for, capitals take it away again, in the order in which they stand. */
    private static Set<Right> rights(String letters, String where) throws RealmFailure {
        Set<Right> rights = EnumSet.noneOf(Right.class);
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            Set<Right> named = Right.named(Character.toLowerCase(letter))
                    .orElseThrow(() -> RealmFailure.refused(
                            where + " has no right \"" + letter + "\"", "use a d m c i l s e, p, x or *"));
            if (Character.isUpperCase(letter)) {
                rights.removeAll(named);
            } else {
                rights.addAll(named);
            }
        }
        return rights;
    }

    /**
     * What the first line that fits gives.
     *
     * @param target whom it concerns; empty for what concerns no principal: lines that name a target do not fit then
     */
    public Grant grant(Principal client, Optional<Principal> target) {
        for (Line line : lines) {
            Optional<List<String>> stars = line.client().match(client, List.of());
            if (stars.isPresent() && fits(line.target(), target, stars.get())) {
                return new Grant(line.rights(), line.restrictions());
            }
        }
        return Grant.NONE;
    }

    private static boolean fits(Optional<AccessPattern> wanted, Optional<Principal> target, List<String> stars) {
        return wanted.isEmpty()
                || target.flatMap(found -> wanted.get().match(found, stars)).isPresent();
    }

    /** Between them they match every principal to whom some line gives something that is not bound to a target. */
    List<PrincipalGlob> clients() {
        return lines.stream()
                .filter(line -> line.target().isEmpty())
                .map(line -> line.client().glob())
                .toList();
    }
}
