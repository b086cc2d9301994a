package org.hanse.client.accept;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.InvalidNameException;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalGlob;
import org.hanse.protocol.name.RealmName;

/** Collects what an {@link Acceptor} is to do. Everything but the service has a default. Not thread-safe. */
public final class AcceptorBuilder {
    /** How keys are found once the service is known. */
    interface KeySource {
        ServiceKeys keysOf(ServiceName service) throws IOException;
    }

    private final KeySource source;
    private final String sourceText;
    private Optional<ServiceName> service = Optional.empty();
    private Optional<Set<RealmName>> realms = Optional.empty();
    private boolean admitOwnRealm;
    private final List<PrincipalGlob> clients = new ArrayList<>();
    private final Set<ServiceName> aliases = new HashSet<>();
    private Optional<Set<EncType>> enctypes = Optional.empty();
    private boolean refusesExposedKeytab;
    private final Set<RealmName> approvedOnPath = new HashSet<>();
    private final Set<Integer> understood = new HashSet<>();
    private BindingRule bindingRule = BindingRule.OPTIONAL;
    private Duration skew = Duration.ofMinutes(5);
    private Clock clock = Clock.systemUTC();
    private SecureRandom random = new SecureRandom();

    AcceptorBuilder(KeySource source, String sourceText) {
        this.source = source;
        this.sourceText = sourceText;
    }

    /**
     * Whose keys open tickets.
     *
     * @param name {@code HTTP/web.example}, in any realm of the keytab, or {@code HTTP/web.example@REALM}
     * @throws InvalidNameException if it is no principal
     */
    public AcceptorBuilder service(String name) {
        service = Optional.of(ServiceName.parse(name));
        return this;
    }

    /**
     * Other names of the service, as {@link #service} takes them, by which clients may have asked for their tickets. Without a call a
     * ticket that bears another name than the service's is refused, although the service's key opens it: the client may have meant
     * another service that has the same key. What a caller is told, {@link Caller#service}, is the keytab's name in any case, since
     * nobody protects the one that the ticket bears (RFC 6806 §6).
     */
    public AcceptorBuilder alias(String... names) {
        for (String name : names) {
            aliases.add(ServiceName.parse(name));
        }
        return this;
    }

    /** Only clients of these realms, and of those of further calls. Without a call: clients of every realm. */
    public AcceptorBuilder admitRealms(String... names) {
        Set<RealmName> admitted = new HashSet<>(realms.orElse(Set.of()));
        for (String name : names) {
            admitted.add(RealmName.of(name));
        }
        realms = Optional.of(admitted);
        return this;
    }

    /** Adds the service's own realm, as its keytab names it at the start, to those that are admitted. */
    public AcceptorBuilder admitOwnRealm() {
        admitOwnRealm = true;
        return this;
    }

    /** Only clients that match one of these globs, such as {@code *@LUEBECK.EXAMPLE}. Without a call: all. */
    public AcceptorBuilder admitClients(String... globs) {
        for (String glob : globs) {
            clients.add(PrincipalGlob.of(glob));
        }
        return this;
    }

    /**
     * Realms that may lie between a client's realm and ours even where our realm has not checked the path. Without a call: a
     * ticket that came through other realms needs our realm's approval, which Hanse and MIT KDCs give by a flag.
     */
    public AcceptorBuilder approveOnPath(String... names) {
        for (String name : names) {
            approvedOnPath.add(RealmName.of(name));
        }
        return this;
    }

    /**
     * Types of authorization data that the application reads from {@link Caller#authorizationData()} and enforces. A ticket with a
     * restriction of another type outside of AD-IF-RELEVANT is refused (RFC 4120 §5.2.6).
     */
    public AcceptorBuilder understands(int... authorizationDataTypes) {
        for (int type : authorizationDataTypes) {
            understood.add(type);
        }
        return this;
    }

    /**
     * The types that keys may be of: those that seal the ticket, its session key, and the client's subkey. Without a call: all that
     * are served, which are AES.
     */
    public AcceptorBuilder permitEnctypes(EncType... permitted) {
        enctypes = Optional.of(Set.of(permitted));
        return this;
    }

    /**
     * A keytab file that others may read or change opens no ticket, from the start or from when it becomes so. Without a call it does,
     * and {@link Acceptor#keytabWarning} tells of it.
     */
    public AcceptorBuilder refuseExposedKeytab() {
        refusesExposedKeytab = true;
        return this;
    }

    /** Every client must bind its login to the channel. Default: those that do are held to it. */
    public AcceptorBuilder requireChannelBindings() {
        bindingRule = BindingRule.REQUIRED;
        return this;
    }

    /** How far the clocks may be apart. Default 5 minutes. */
    public AcceptorBuilder clockSkew(Duration allowed) {
        if (allowed.isNegative()) {
            throw new IllegalArgumentException("a negative clock skew");
        }
        skew = allowed;
        return this;
    }

    public AcceptorBuilder clock(Clock ours) {
        clock = ours;
        return this;
    }

    public AcceptorBuilder random(SecureRandom ours) {
        random = ours;
        return this;
    }

    /**
     * @throws IOException if the keytab cannot be read or holds no key for the service; the message says which, and what to do
     * @throws IllegalStateException if no service was named
     */
    public Acceptor build() throws IOException {
        ServiceName name = service.orElseThrow(() -> new IllegalStateException("no service was named"));
        ServiceKeys keys = source.keysOf(name);
        Optional<String> exposure = keys.exposure();
        if (refusesExposedKeytab && exposure.isPresent()) {
            throw new IOException(sourceText + " " + exposure.get()
                    + "; make it readable by the service's account alone (chmod 600)");
        }
        Principal principal = keys.current().stream()
                .findFirst()
                .orElseThrow(() -> new IOException(
                        sourceText + " holds no usable key of " + name + "; export the service's keys into it"))
                .principal();
        if (admitOwnRealm) {
            keys.current().forEach(key -> admitRealms(key.principal().realm().value()));
        }
        Admission admission = new Admission(realms, clients, enctypes, approvedOnPath, understood);
        TicketOpening tickets = new TicketOpening(keys, name, aliases, refusesExposedKeytab);
        LoginJudge judge = new LoginJudge(tickets, admission, bindingRule, skew, clock, random);
        return new Acceptor(principal, keys, judge, bindingRule, clock);
    }
}
