package org.hanse.realmtrust.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;

/**
 * The trees in which names alone place realms, RFC 4120 §1.2 and §6.1: {@code MIT.EDU} stands under {@code EDU},
 * {@code /COM/HP} under {@code /COM}, {@code C=US/O=OSF} under {@code C=US}. Names of other styles stand under nothing.
 * Without state.
 */
public final class RealmHierarchy {
    /** Characters beyond which a name has no place in a tree: names come from clients, and a walk costs the square of them. */
    private static final int MAX_NAME = 500;

    private RealmHierarchy() {}

    /** The realm directly above, empty at the top of a tree. */
    public static Optional<RealmName> parent(RealmName realm) {
        String name = realm.value();
        String above = "";
        if (name.length() > MAX_NAME) {
            return Optional.empty();
        }
        if (isX500(name)) {
            above = name.substring(0, Math.max(0, name.lastIndexOf('/')));
        } else if (name.indexOf('/') < 0 && name.indexOf(':') < 0) {
            above = name.substring(name.indexOf('.') + 1);
        }
        // No parent, or a name with an empty component, which has no place in a tree.
        if (above.isEmpty() || above.equals(name) || above.startsWith(".") || above.endsWith("/")) {
            return Optional.empty();
        }
        return Optional.of(RealmName.of(above));
    }

    /**
     * The realms passed when walking from one realm to the other up to the nearest common one and down again, without the two
     * ends, in walking order. Empty {@code Optional} if the two stand in different trees; an empty list if nothing is between.
     */
    public static Optional<List<RealmName>> between(RealmName from, RealmName to) {
        List<RealmName> up = lineage(from);
        List<RealmName> down = lineage(to);
        if (!up.get(up.size() - 1).equals(down.get(down.size() - 1))) {
            return Optional.empty();
        }
        RealmName turn = up.get(up.size() - 1);
        while (!up.isEmpty() && !down.isEmpty() && up.get(up.size() - 1).equals(down.get(down.size() - 1))) {
            turn = up.remove(up.size() - 1);
            down.remove(down.size() - 1);
        }
        List<RealmName> walk = new ArrayList<>(up);
        walk.add(turn);
        for (int i = down.size() - 1; i >= 0; i--) {
            walk.add(down.get(i));
        }
        walk.removeIf(realm -> realm.equals(from) || realm.equals(to));
        return Optional.of(List.copyOf(walk));
    }

    /** The walk between two realms of different trees: up to the one top, over to the other, and down; without the two ends. */
    static List<RealmName> acrossTrees(RealmName from, RealmName to) {
        List<RealmName> walk = new ArrayList<>(lineage(from));
        List<RealmName> down = lineage(to);
        for (int i = down.size() - 1; i >= 0; i--) {
            walk.add(down.get(i));
        }
        walk.removeIf(realm -> realm.equals(from) || realm.equals(to));
        return List.copyOf(walk);
    }

    /** A realm and all above it, nearest first; at least the realm itself. */
    public static List<RealmName> lineage(RealmName realm) {
        List<RealmName> line = new ArrayList<>();
        for (Optional<RealmName> at = Optional.of(realm); at.isPresent(); at = parent(at.get())) {
            line.add(at.get());
        }
        return line;
    }

    /** RFC 4120 §6.1: an equals sign with no colon before it; or the leading slash of §3.3.3.2's examples. */
    private static boolean isX500(String name) {
        int equals = name.indexOf('=');
        int colon = name.indexOf(':');
        return name.startsWith("/") || (equals >= 0 && (colon < 0 || equals < colon));
    }
}
