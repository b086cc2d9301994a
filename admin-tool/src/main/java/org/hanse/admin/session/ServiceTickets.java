package org.hanse.admin.session;

import java.io.IOException;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.client.kdc.NetworkKdcs;
import org.hanse.client.tickets.TicketOptions;
import org.hanse.client.tickets.Tickets;
import org.hanse.protocol.file.CacheName;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.file.CredentialCache;
import org.hanse.protocol.name.InvalidNameException;
import org.hanse.protocol.name.Principal;

/** Tickets for services, got with the TGT of a credential cache and kept in it. */
public final class ServiceTickets {
    private final CacheName cache;
    private final Tickets tickets;

    public ServiceTickets(KerberosFiles files, CacheName cache, Surroundings here) {
        this.cache = cache;
        this.tickets = new Tickets(files.conf(), new NetworkKdcs(files.conf()), here.clock(), here.random());
    }

    /**
     * @param service with its realm, or without: then krb5.conf or the home realm's KDC says whose it is
     */
    public Credential get(String service, TicketOptions options) throws CommandFailure, IOException, KdcFailure {
        CredentialCache content = KerberosFiles.read(cache);
        Optional<Principal> named = withRealm(service);
        Tickets.Obtained obtained = named.isPresent()
                ? tickets.get(content, named.get(), options)
                : tickets.getByName(
                        content, Principal.parse(service, content.principal().realm()), options);
        if (!obtained.gained().isEmpty()) {
            CredentialCache.append(cache.path(), obtained.gained());
        }
        return obtained.ticket();
    }

    private static Optional<Principal> withRealm(String text) {
        try {
            return Optional.of(Principal.parse(text));
        } catch (InvalidNameException noRealm) {
            return Optional.empty();
        }
    }
}
