package org.hanse.client.tickets;

import java.util.ArrayList;
import java.util.List;
import org.hanse.protocol.file.Krb5Conf;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.path.RealmHierarchy;

/** Which realms lie between two, RFC 4120 §1.2: by [capaths], else up and down the hierarchy of names. */
final class RealmPath {
    private RealmPath() {}

    /** From {@code client} to {@code service}, both included. */
    static List<RealmName> between(RealmName client, RealmName service, Krb5Conf conf) {
        List<RealmName> path = new ArrayList<>();
        path.add(client);
        path.addAll(conf.capath(client, service)
                .or(() -> RealmHierarchy.between(client, service))
                .orElse(List.of()));
        path.add(service);
        return path;
    }
}
