package org.hanse.client.tickets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hanse.protocol.file.Krb5Conf;
import org.hanse.protocol.name.RealmName;

/** Which realms lie between two, RFC 4120 §1.2: by [capaths], else up and down the hierarchy of names. */
final class RealmPath {
    private RealmPath() {}

    /** From {@code client} to {@code service}, both included. */
    static List<RealmName> between(RealmName client, RealmName service, Krb5Conf conf) {
        List<RealmName> path = new ArrayList<>();
        path.add(client);
        path.addAll(conf.capath(client, service).orElseGet(() -> hierarchy(client.value(), service.value())));
        path.add(service);
        return path;
    }

    /** The realms above the one up to the common parent, then down to the other: a.b.c to d.c passes b.c and c. */
    private static List<RealmName> hierarchy(String client, String service) {
        List<String> up = parents(client);
        List<String> down = parents(service);
        String common = up.stream().filter(down::contains).findFirst().orElse("");
        if (common.isEmpty()) {
            return List.of();
        }
        List<String> between = new ArrayList<>(up.subList(0, up.indexOf(common) + 1));
        List<String> rest = new ArrayList<>(down.subList(0, down.indexOf(common)));
        Collections.reverse(rest);
        between.addAll(rest);
        between.removeIf(realm -> realm.equals(client) || realm.equals(service));
        return between.stream().map(RealmName::new).toList();
    }

    /** The realm itself and all above it, nearest first. */
    private static List<String> parents(String realm) {
        List<String> parents = new ArrayList<>();
        for (String rest = realm; !rest.isEmpty(); ) {
            parents.add(rest);
            int dot = rest.indexOf('.');
            rest = dot < 0 ? "" : rest.substring(dot + 1);
        }
        return parents;
    }
}
