package org.hanse.client.accept;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalGlob;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.AuthorizationData;

/**
 * Whom a service admits, among those whose proof is good.
 *
 * @param realms the clients' realms; empty for all
 * @param clients globs; no glob for all
 * @param understood types of authorization data that the application says it enforces
 * @param enctypes what keys may be of: the ticket's, its session key, the client's subkey; empty for all that are served
 * @param approvedOnPath realms that may lie between the client's and the service's though the service's realm has not checked them
 */
record Admission(
        Optional<Set<RealmName>> realms,
        List<PrincipalGlob> clients,
        Optional<Set<EncType>> enctypes,
        Set<RealmName> approvedOnPath,
        Set<Integer> understood) {
    Admission {
        realms = realms.map(Set::copyOf);
        clients = List.copyOf(clients);
        enctypes = enctypes.map(Set::copyOf);
        approvedOnPath = Set.copyOf(approvedOnPath);
        understood = Set.copyOf(understood);
    }

    void judge(Caller caller) throws Refusal {
        judgePath(caller);
        Principal client = caller.principal();
        // RFC 8062: anonymous, or the test of a trust.
        if (client.name().isWellKnown()) {
            throw Refusal.because(RefusalReason.RESERVED_NAME, client + " is nobody's name")
                    .of(client);
        }
        if (realms.isPresent() && !realms.get().contains(client.realm())) {
            throw Refusal.because(
                            RefusalReason.REALM_NOT_ADMITTED,
                            client + " is of realm " + client.realm() + ", which this service does not admit")
                    .of(client);
        }
        if (!clients.isEmpty() && clients.stream().noneMatch(glob -> glob.matches(client))) {
            throw Refusal.because(
                            RefusalReason.CLIENT_NOT_ADMITTED, client + " is not among those that this service admits")
                    .of(client);
        }
    }

    /** RFC 4120 §3.2.3 has no code of its own for a key that is too weak; ETYPE_NOSUPP says what the client can do about it. */
    void judgeEnctype(Principal client, EncType used) throws Refusal {
        if (enctypes.isPresent() && !enctypes.get().contains(used)) {
            throw Refusal.because(
                            RefusalReason.ENCTYPE_UNSUPPORTED,
                            "the login of " + client + " rests on a key of " + used
                                    + ", which this service does not permit")
                    .of(client);
        }
    }

    /**
     * RFC 4120 §5.2.6: a restriction that the service does not understand refuses the login, unless it stands in AD-IF-RELEVANT.
     */
    void judgeRestrictions(Principal client, AuthorizationData data) throws Refusal {
        for (AuthorizationData.Element element : data.elements()) {
            if (element.type() != AuthorizationData.IF_RELEVANT && !understood.contains(element.type())) {
                throw Refusal.because(
                                RefusalReason.RESTRICTION_UNKNOWN,
                                "the ticket of " + client + " carries a restriction of type " + element.type()
                                        + ", which this service does not understand")
                        .of(client);
            }
        }
    }

    /** RFC 4120 §2.7: without the KDC's word on the path the service must judge it itself, or refuse. */
    private void judgePath(Caller caller) throws Refusal {
        if (caller.transitedPolicyChecked()) {
            return;
        }
        for (RealmName realm : caller.transited()) {
            if (!approvedOnPath.contains(realm)) {
                throw Refusal.because(
                                RefusalReason.PATH_NOT_ADMITTED,
                                "the ticket of " + caller.principal() + " came through " + realm
                                        + ", which neither the service's realm nor the service has approved")
                        .of(caller.principal());
            }
        }
    }
}
