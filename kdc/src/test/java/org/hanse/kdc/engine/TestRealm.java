package org.hanse.kdc.engine;

import static org.hanse.protocol.name.EncType.AES128_CTS_HMAC_SHA1_96;
import static org.hanse.protocol.name.EncType.AES128_CTS_HMAC_SHA256_128;
import static org.hanse.protocol.name.EncType.AES256_CTS_HMAC_SHA1_96;
import static org.hanse.protocol.name.EncType.AES256_CTS_HMAC_SHA384_192;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hanse.kdc.audit.Origin;
import org.hanse.kdc.audit.RequestRecord;
import org.hanse.kdc.config.KdcSettings;
import org.hanse.kdc.dispatch.Dispatcher;
import org.hanse.kdc.preauth.Mechanism;
import org.hanse.kdc.preauth.Preauthentication;
import org.hanse.kdc.principal.Policy;
import org.hanse.kdc.principal.PrincipalDirectory;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.kdc.ticket.Realm;
import org.hanse.protocol.ap.ReplayCache;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.crypto.StringToKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.name.SubjectId;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.realmtrust.path.RealmDomains;
import org.hanse.realmtrust.path.RealmPaths;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirectory;
import org.hanse.realmtrust.trust.TrustKey;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.hanse.realmtrust.trust.TrustState;

/** A realm in memory with its engine, at a time that the test chooses. Not thread-safe. */
final class TestRealm implements PrincipalDirectory, TrustDirectory {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final List<EncType> ALL = List.of(
            AES256_CTS_HMAC_SHA384_192, AES256_CTS_HMAC_SHA1_96, AES128_CTS_HMAC_SHA256_128, AES128_CTS_HMAC_SHA1_96);
    static final SecureRandom RANDOM = new SecureRandom();

    private static final Map<List<Object>, ProtocolKey> PASSWORD_KEYS = new ConcurrentHashMap<>();

    final RealmName name;
    final List<RequestRecord> records = new ArrayList<>();
    Instant now = NOON;

    private final Map<PrincipalName, PrincipalEntry> entries = new LinkedHashMap<>();
    private final Map<PrincipalName, PrincipalName> aliases = new LinkedHashMap<>();
    private final Map<RealmName, Trust> trusts = new LinkedHashMap<>();
    private final Map<String, Policy> policies = new LinkedHashMap<>();
    private final Map<String, RealmName> domains = new LinkedHashMap<>();
    private final Map<RealmName, Map<RealmName, List<RealmName>>> paths = new LinkedHashMap<>();
    private final Map<RealmName, Set<RealmName>> told = new LinkedHashMap<>();
    private List<EncType> etypes = ALL;
    private boolean hidesUnknownUsers;
    private Dispatcher dispatcher;

    private TestRealm(String name) {
        this.name = RealmName.of(name);
        put(entry(PrincipalName.krbtgt(this.name), randomKeys(1, ALL)));
        dispatcher = dispatcher(Preauthentication::mechanisms);
    }

    Realm realm() {
        KdcSettings settings = new KdcSettings(
                name, Duration.ofMinutes(5), Duration.ofHours(10), Duration.ofDays(7), etypes, hidesUnknownUsers);
        return new Realm(settings, this, this, new RealmPaths(paths), new RealmDomains(domains), this::told);
    }

    private Dispatcher dispatcher(Preauthentication.Choice mechanisms) {
        return new Dispatcher(realm(), mechanisms, new TestClock(), RANDOM, records::add);
    }

    /** As saving realm.yaml does. */
    private TestRealm reloaded() {
        dispatcher = dispatcher.under(realm());
        return this;
    }

    TestRealm hidingUnknownUsers() {
        hidesUnknownUsers = true;
        return reloaded();
    }

    /** With this mechanism of pre-authentication and no other. */
    TestRealm trying(Mechanism mechanism) {
        dispatcher = dispatcher((realm, random, replays) -> List.of(mechanism));
        return this;
    }

    /** With no room to remember any proof of a client. */
    TestRealm withoutRoomForProofs() {
        dispatcher = dispatcher((realm, random, replays) -> Preauthentication.mechanisms(
                realm, random, new ReplayCache(realm.settings().clockSkew(), 0)));
        return this;
    }

    static TestRealm named(String name) {
        return new TestRealm(name);
    }

    /** A user whose password is its name, and who must pre-authenticate. */
    TestRealm withUser(String user) {
        PrincipalEntry entry = entry(principal(user).name(), passwordKeys(user, user, 1));
        put(withFlag(withFlag(entry, PrincipalFlag.REQUIRES_PREAUTH, true), PrincipalFlag.ALLOW_SVR, false));
        return this;
    }

    TestRealm withService(String text) {
        return withService(text, ALL);
    }

    TestRealm withService(String text, List<EncType> etypes) {
        put(entry(principal(text).name(), randomKeys(1, etypes)));
        return this;
    }

    TestRealm withPolicy(Policy policy) {
        policies.put(policy.name(), policy);
        return this;
    }

    TestRealm withAlias(String alias, String of) {
        aliases.put(principal(alias).name(), principal(of).name());
        return this;
    }

    /** A line of {@code domains} in realm.yaml. */
    TestRealm withDomain(String domain, String realm) {
        domains.put(domain, RealmName.of(realm));
        return reloaded();
    }

    /** As a document of that realm would tell. */
    TestRealm told(String realm, String... trusts) {
        told.put(RealmName.of(realm), Stream.of(trusts).map(RealmName::of).collect(Collectors.toSet()));
        return this;
    }

    private Set<RealmName> told(RealmName realm) {
        return told.getOrDefault(realm, Set.of());
    }

    /** The enctypes that realm.yaml lists. */
    TestRealm withEtypes(EncType... list) {
        etypes = List.of(list);
        return reloaded();
    }

    /** A line of {@code capaths} in realm.yaml; nothing between means directly. */
    TestRealm withPath(String client, String server, String... between) {
        paths.computeIfAbsent(RealmName.of(client), none -> new LinkedHashMap<>())
                .put(RealmName.of(server), Stream.of(between).map(RealmName::of).toList());
        return reloaded();
    }

    /** Both realms share fresh keys, one set for each direction. */
    static void trustEachOther(TestRealm a, TestRealm b) {
        List<TrustKey> aToB = trustKeys(1);
        List<TrustKey> bToA = trustKeys(1);
        a.trusts.put(b.name, trust(b.name, bToA, aToB));
        b.trusts.put(a.name, trust(a.name, aToB, bToA));
    }

    TestRealm policy(TestRealm peer, UnaryOperator<TrustPolicy> change) {
        Trust old = trusts.get(peer.name);
        trusts.put(
                peer.name,
                new Trust(
                        old.peer(),
                        change.apply(old.policy()),
                        old.state(),
                        old.reason(),
                        old.keysIn(),
                        old.keysOut(),
                        old.kdcs()));
        return this;
    }

    /** More keys of krbtgt/THIS@PEER, newest kvno first. */
    TestRealm opensAlso(TestRealm peer, List<TrustKey> keys) {
        Trust old = trusts.get(peer.name);
        List<TrustKey> in = new ArrayList<>(keys);
        in.addAll(old.keysIn());
        trusts.put(
                peer.name,
                new Trust(old.peer(), old.policy(), old.state(), old.reason(), in, old.keysOut(), old.kdcs()));
        return this;
    }

    /** More keys of krbtgt/PEER@THIS, newest kvno first: the first seal from now on. */
    TestRealm sealsWith(TestRealm peer, List<TrustKey> keys) {
        Trust old = trusts.get(peer.name);
        List<TrustKey> out = new ArrayList<>(keys);
        out.addAll(old.keysOut());
        trusts.put(
                peer.name,
                new Trust(old.peer(), old.policy(), old.state(), old.reason(), old.keysIn(), out, old.kdcs()));
        return this;
    }

    TestRealm forget(TestRealm peer) {
        trusts.remove(peer.name);
        return this;
    }

    TestRealm suspend(TestRealm peer) {
        Trust old = trusts.get(peer.name);
        trusts.put(
                peer.name,
                new Trust(
                        old.peer(),
                        old.policy(),
                        TrustState.SUSPENDED,
                        old.reason(),
                        old.keysIn(),
                        old.keysOut(),
                        old.kdcs()));
        return this;
    }

    /** Changes the keys of a trust; newest kvno first. */
    TestRealm trustKeys(TestRealm peer, List<TrustKey> in, List<TrustKey> out) {
        Trust old = trusts.get(peer.name);
        trusts.put(peer.name, new Trust(old.peer(), old.policy(), old.state(), old.reason(), in, out, old.kdcs()));
        return this;
    }

    TestRealm endTrust(TestRealm peer) {
        trusts.remove(peer.name);
        return this;
    }

    TestRealm change(String text, UnaryOperator<PrincipalEntry> change) {
        put(change.apply(entries.get(principal(text).name())));
        return this;
    }

    TestRealm flag(String text, PrincipalFlag flag, boolean on) {
        return change(text, entry -> withFlag(entry, flag, on));
    }

    TestRealm delete(String text) {
        entries.remove(principal(text).name());
        return this;
    }

    TestRealm at(Instant time) {
        now = time;
        return this;
    }

    /** One more key set on top, as after a password change that keeps the old keys. */
    TestRealm rekey(String text) {
        return change(text, entry -> {
            List<PrincipalKey> keys =
                    new ArrayList<>(randomKeys(entry.keys().get(0).kvno().next().value(), ALL));
            keys.addAll(entry.keys());
            return withKeys(entry, keys);
        });
    }

    /** As a password change does. */
    TestRealm newPassword(String user, String password) {
        return change(user, entry -> {
            List<PrincipalKey> keys = new ArrayList<>(passwordKeys(
                    user, password, entry.keys().get(0).kvno().next().value()));
            keys.addAll(entry.keys());
            return withKeys(entry, keys);
        });
    }

    byte[] answer(byte[] message, Origin.Transport transport) {
        return answerTo("127.0.0.1", message, transport);
    }

    byte[] answerTo(String address, byte[] message, Origin.Transport transport) {
        return dispatcher.answer(message, new Origin(new InetSocketAddress(address, 40000), transport));
    }

    RequestRecord lastRecord() {
        return records.get(records.size() - 1);
    }

    Principal principal(String text) {
        return Principal.parse(text, name);
    }

    PrincipalEntry entryOf(String text) {
        return entries.get(principal(text).name());
    }

    ProtocolKey key(String text, EncType etype) {
        return entryOf(text).currentKeys().stream()
                .filter(key -> key.etype().equals(etype))
                .findFirst()
                .orElseThrow()
                .key();
    }

    ProtocolKey tgsKey(EncType etype) {
        return key("krbtgt/" + name, etype);
    }

    Trust trust(TestRealm peer) {
        return trusts.get(peer.name);
    }

    @Override
    public Optional<PrincipalEntry> find(PrincipalName wanted) {
        return Optional.ofNullable(entries.get(aliases.getOrDefault(wanted, wanted)));
    }

    @Override
    public Optional<Policy> policy(String policyName) {
        return Optional.ofNullable(policies.get(policyName));
    }

    @Override
    public Optional<Trust> find(RealmName peer) {
        return Optional.ofNullable(trusts.get(peer));
    }

    @Override
    public List<Trust> all() {
        return List.copyOf(trusts.values());
    }

    static PrincipalEntry withKeys(PrincipalEntry entry, List<PrincipalKey> keys) {
        return copy(entry, entry.flags(), keys, entry.expires(), entry.passwordExpires(), entry.created());
    }

    static PrincipalEntry withFlag(PrincipalEntry entry, PrincipalFlag flag, boolean on) {
        Set<PrincipalFlag> flags = new HashSet<>(entry.flags());
        if (on) {
            flags.add(flag);
        } else {
            flags.remove(flag);
        }
        return copy(entry, flags, entry.keys(), entry.expires(), entry.passwordExpires(), entry.created());
    }

    static PrincipalEntry expiring(PrincipalEntry entry, Instant time) {
        return copy(entry, entry.flags(), entry.keys(), Optional.of(time), entry.passwordExpires(), entry.created());
    }

    static PrincipalEntry passwordExpiring(PrincipalEntry entry, Instant time) {
        return copy(entry, entry.flags(), entry.keys(), entry.expires(), Optional.of(time), entry.created());
    }

    static PrincipalEntry createdAt(PrincipalEntry entry, Instant time) {
        return copy(entry, entry.flags(), entry.keys(), entry.expires(), entry.passwordExpires(), time);
    }

    static PrincipalEntry lastingAtMost(PrincipalEntry e, Duration life) {
        return new PrincipalEntry(
                e.subjectId(),
                e.name(),
                e.flags(),
                e.keys(),
                e.expires(),
                e.passwordExpires(),
                Optional.of(life),
                e.maxRenew(),
                e.policy(),
                e.aliases(),
                e.attributes(),
                e.created(),
                e.modified(),
                e.version() + 1);
    }

    private static PrincipalEntry copy(
            PrincipalEntry e,
            Set<PrincipalFlag> flags,
            List<PrincipalKey> keys,
            Optional<Instant> expires,
            Optional<Instant> passwordExpires,
            Instant created) {
        return new PrincipalEntry(
                e.subjectId(),
                e.name(),
                flags,
                keys,
                expires,
                passwordExpires,
                e.maxLife(),
                e.maxRenew(),
                e.policy(),
                e.aliases(),
                e.attributes(),
                created,
                e.modified(),
                e.version() + 1);
    }

    private void put(PrincipalEntry entry) {
        entries.put(entry.name(), entry);
    }

    private static PrincipalEntry entry(PrincipalName name, List<PrincipalKey> keys) {
        Set<PrincipalFlag> flags = new HashSet<>();
        for (PrincipalFlag flag : PrincipalFlag.values()) {
            if (flag.onByDefault()) {
                flags.add(flag);
            }
        }
        return new PrincipalEntry(
                SubjectId.random(RANDOM),
                name,
                flags,
                keys,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of(),
                NOON.minus(Duration.ofDays(30)),
                NOON.minus(Duration.ofDays(30)),
                1);
    }

    static List<PrincipalKey> randomKeys(long kvno, List<EncType> etypes) {
        return etypes.stream()
                .map(etype -> new PrincipalKey(
                        Kvno.of(kvno), ProtocolKey.random(etype, RANDOM), Optional.empty(), Optional.empty()))
                .toList();
    }

    private List<PrincipalKey> passwordKeys(String user, String password, long kvno) {
        String salt = StringToKey.defaultSalt(principal(user));
        return ALL.stream()
                .map(etype -> new PrincipalKey(
                        Kvno.of(kvno), passwordKey(etype, password, salt), Optional.of(salt), Optional.empty()))
                .toList();
    }

    static ProtocolKey passwordKey(EncType etype, String password, String salt) {
        // RFC 8009's 32,768 rounds once for each password, and not in every test.
        return PASSWORD_KEYS.computeIfAbsent(
                List.of(etype, password, salt),
                asked -> StringToKey.derive(
                        etype, SecretBytes.copyOf(password.getBytes(StandardCharsets.UTF_8)), salt, Optional.empty()));
    }

    static List<TrustKey> trustKeys(long kvno) {
        return ALL.stream()
                .map(etype -> new TrustKey(Kvno.of(kvno), ProtocolKey.random(etype, RANDOM)))
                .toList();
    }

    private static Trust trust(RealmName peer, List<TrustKey> in, List<TrustKey> out) {
        return new Trust(peer, TrustPolicy.DEFAULT, TrustState.ACTIVE, Optional.empty(), in, out, List.of());
    }

    private final class TestClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
