package org.hanse.realmtrust.path;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;

/**
 * Configured paths, as {@code [capaths]} of krb5.conf and {@code capaths} of realm.yaml give them. Immutable.
 *
 * @param byClient client realm, then server realm, to the realms between them in walking order; an empty list means that the
 *     two realms trust each other directly and nothing may be between
 */
public record RealmPaths(Map<RealmName, Map<RealmName, List<RealmName>>> byClient) {
    public static final RealmPaths NONE = new RealmPaths(Map.of());

    public RealmPaths {
        Map<RealmName, Map<RealmName, List<RealmName>>> copy = new LinkedHashMap<>();
        byClient.forEach((client, paths) -> {
            Map<RealmName, List<RealmName>> inner = new LinkedHashMap<>();
            paths.forEach((server, between) -> inner.put(server, List.copyOf(between)));
            copy.put(client, Map.copyOf(inner));
        });
        byClient = Map.copyOf(copy);
    }

    /** The realms between two, if a path is configured for them. */
    public Optional<List<RealmName>> between(RealmName client, RealmName server) {
        return Optional.ofNullable(byClient.getOrDefault(client, Map.of()).get(server));
    }
}
