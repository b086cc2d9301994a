package org.hanse.bench.jmh;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hanse.bench.population.KeyHolder;
import org.hanse.bench.population.Population;
import org.hanse.bench.request.Kdc;
import org.hanse.kdc.audit.AuditSink;
import org.hanse.kdc.audit.Origin;
import org.hanse.kdc.config.KdcSettings;
import org.hanse.kdc.dispatch.Dispatcher;
import org.hanse.kdc.principal.Policy;
import org.hanse.kdc.principal.PrincipalDirectory;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.kdc.ticket.Realm;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.crypto.ThreadRandom;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.name.SubjectId;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirectory;
import org.hanse.realmtrust.trust.TrustKey;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.hanse.realmtrust.trust.TrustState;

/** The engine over a population in memory: no socket, no store, no log. Thread-safe. */
public final class MemoryRealm implements Kdc, PrincipalDirectory, TrustDirectory {
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Duration MAX_LIFE = Duration.ofHours(10);
    private static final Duration MAX_RENEW = Duration.ofDays(7);

    private final Map<PrincipalName, PrincipalEntry> entries = new HashMap<>();
    private final Trust trust;
    private final Dispatcher dispatcher;
    /** TCP, so that no answer is too long for its way. */
    private final Origin origin =
            new Origin(new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000), Origin.Transport.TCP);

    public MemoryRealm(Population population, Clock clock, SecureRandom random, AuditSink audit) {
        Instant yesterday = clock.instant().minus(Duration.ofDays(1));
        ProtocolKey tgsKey = ProtocolKey.random(population.etype(), random);
        Principal tgs = Principal.krbtgt(Population.REALM, Population.REALM);
        put(new KeyHolder(tgs, tgsKey), false, yesterday, random);
        population.users().forEach(user -> put(user, true, yesterday, random));
        population.services().forEach(service -> put(service, false, yesterday, random));
        trust = new Trust(
                Population.PEER,
                TrustPolicy.DEFAULT,
                TrustState.ACTIVE,
                Optional.empty(),
                List.of(new TrustKey(Kvno.FIRST, population.peerIn().key())),
                List.of(new TrustKey(Kvno.FIRST, population.peerOut().key())),
                List.of());
        KdcSettings settings =
                new KdcSettings(Population.REALM, SKEW, MAX_LIFE, MAX_RENEW, List.of(population.etype()), false);
        dispatcher = new Dispatcher(new Realm(settings, this, this), clock, new ThreadRandom(random), audit);
    }

    private void put(KeyHolder holder, boolean user, Instant since, SecureRandom random) {
        Set<PrincipalFlag> flags = EnumSet.noneOf(PrincipalFlag.class);
        for (PrincipalFlag flag : PrincipalFlag.values()) {
            if (flag.onByDefault()) {
                flags.add(flag);
            }
        }
        if (user) {
            flags.add(PrincipalFlag.REQUIRES_PREAUTH);
        }
        PrincipalName name = holder.principal().name();
        PrincipalKey key = new PrincipalKey(Kvno.FIRST, holder.key(), Optional.empty(), Optional.empty());
        entries.put(
                name,
                new PrincipalEntry(
                        SubjectId.random(random),
                        name,
                        flags,
                        List.of(key),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Map.of(),
                        since,
                        since,
                        1));
    }

    @Override
    public byte[] answer(byte[] request) {
        return dispatcher.answer(request, origin);
    }

    @Override
    public Optional<PrincipalEntry> find(PrincipalName name) {
        return Optional.ofNullable(entries.get(name));
    }

    @Override
    public Optional<Policy> policy(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<Trust> find(RealmName peer) {
        return peer.equals(trust.peer()) ? Optional.of(trust) : Optional.empty();
    }

    @Override
    public List<Trust> all() {
        return List.of(trust);
    }
}
