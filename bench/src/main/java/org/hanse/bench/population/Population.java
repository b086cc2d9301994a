package org.hanse.bench.population;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * Users who must pre-authenticate, services, and one trusted peer in both directions. Each principal has one key, of one enctype
 * for all, so that no server can choose cheaper cryptography than another.
 *
 * @param peerOut {@code krbtgt/PEER@REALM}: what tickets towards the peer are sealed under
 * @param peerIn {@code krbtgt/REALM@PEER}: what the peer's clients bring tickets under
 */
public record Population(
        EncType etype, List<KeyHolder> users, List<KeyHolder> services, KeyHolder peerOut, KeyHolder peerIn) {
    public static final RealmName REALM = RealmName.of("BENCH.EXAMPLE");
    public static final RealmName PEER = RealmName.of("PEER.EXAMPLE");

    public Population {
        users = List.copyOf(users);
        services = List.copyOf(services);
    }

    /** One principal in ten is a service. */
    public static Population of(int principals, EncType etype, SecureRandom random) {
        int serviceCount = Math.max(1, principals / 10);
        List<KeyHolder> users = new ArrayList<>();
        for (int i = serviceCount; i < principals; i++) {
            users.add(holder(new Principal(PrincipalName.of("user" + i), REALM), etype, random));
        }
        List<KeyHolder> services = new ArrayList<>();
        for (int i = 0; i < serviceCount; i++) {
            PrincipalName name = PrincipalName.of("HTTP", "host" + i + ".bench.example");
            services.add(holder(new Principal(name, REALM), etype, random));
        }
        return new Population(
                etype,
                users,
                services,
                holder(Principal.krbtgt(PEER, REALM), etype, random),
                holder(Principal.krbtgt(REALM, PEER), etype, random));
    }

    /**
     * A part of it: the first of its users and services, in the same proportion.
     *
     * @param principals at least ten, at most as many as there are
     */
    public Population within(int principals) {
        int serviceCount = Math.max(1, principals / 10);
        return new Population(
                etype, users.subList(0, principals - serviceCount), services.subList(0, serviceCount), peerOut, peerIn);
    }

    private static KeyHolder holder(Principal principal, EncType etype, SecureRandom random) {
        return new KeyHolder(principal, ProtocolKey.random(etype, random));
    }
}
