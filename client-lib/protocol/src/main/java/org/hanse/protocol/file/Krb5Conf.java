package org.hanse.protocol.file;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;

/**
 * What krb5.conf says to a client, checked once when it is read; the names of the methods are those of MIT's relations. Immutable.
 * Relations that Hanse does not use are ignored, as every reader of this file must.
 */
public final class Krb5Conf {
    private static final Path DEFAULT_FILE = Path.of("/etc/krb5.conf");

    /** Strongest first. */
    private static final List<EncType> ALL_ENCTYPES = List.of(
            EncType.AES256_CTS_HMAC_SHA384_192,
            EncType.AES256_CTS_HMAC_SHA1_96,
            EncType.AES128_CTS_HMAC_SHA256_128,
            EncType.AES128_CTS_HMAC_SHA1_96);

    private final Profile profile;
    private final Libdefaults libdefaults;

    Krb5Conf(Profile profile) throws MalformedFileException {
        this.profile = profile;
        this.libdefaults = Libdefaults.of(this);
        for (RealmName realm : realms()) {
            kdcsOf(realm);
            hanseUrlOf(realm);
        }
    }

    /** As if the file were empty. */
    public static Krb5Conf empty() {
        try {
            return new Krb5Conf(new Profile(List.of()));
        } catch (MalformedFileException e) {
            throw new IllegalStateException("the defaults are right", e);
        }
    }

    /**
     * The configuration of this process.
     *
     * @param krb5Config the value of KRB5_CONFIG: files between colons, of which some may be missing. Absent: /etc/krb5.conf, which
     *     may be missing too
     * @throws NoSuchFileException if KRB5_CONFIG names files and none of them exists
     * @throws MalformedFileException if a file is wrong; the message names file and line
     */
    public static Krb5Conf load(Optional<String> krb5Config) throws IOException {
        Optional<String> named = krb5Config.filter(value -> !value.isBlank());
        List<Path> files = new ArrayList<>();
        for (String one : named.orElse(DEFAULT_FILE.toString()).split(":")) {
            if (!one.isBlank() && Files.exists(Path.of(one))) {
                files.add(Path.of(one));
            }
        }
        if (files.isEmpty() && named.isPresent()) {
            throw new NoSuchFileException(named.get(), null, "named by KRB5_CONFIG, does not exist");
        }
        return read(files);
    }

    /** The first file is the most important. */
    public static Krb5Conf read(List<Path> files) throws IOException {
        List<Profile.Node> trees = new ArrayList<>();
        for (Path file : files) {
            trees.add(ProfileParser.parse(file));
        }
        return new Krb5Conf(new Profile(trees));
    }

    public Optional<RealmName> defaultRealm() {
        return libdefaults.defaultRealm();
    }

    /** The enctypes to ask for in an AS-REQ, strongest first unless the file says otherwise; only such as Hanse uses. */
    public List<EncType> asEnctypes() {
        return libdefaults.asEnctypes();
    }

    /** The enctypes to ask for in a TGS-REQ. */
    public List<EncType> tgsEnctypes() {
        return libdefaults.tgsEnctypes();
    }

    /** How long a ticket is asked for; absent: the program decides (MIT: one day). */
    public Optional<Duration> ticketLifetime() {
        return libdefaults.ticketLifetime();
    }

    /** How long a ticket shall be renewable; absent or zero: not at all. */
    public Optional<Duration> renewLifetime() {
        return libdefaults.renewLifetime();
    }

    public Duration clockSkew() {
        return libdefaults.clockSkew();
    }

    public boolean forwardable() {
        return libdefaults.forwardable();
    }

    public boolean proxiable() {
        return libdefaults.proxiable();
    }

    public boolean canonicalize() {
        return libdefaults.canonicalize();
    }

    /** Whether tickets are without addresses; true unless the file says otherwise. */
    public boolean noAddresses() {
        return libdefaults.noAddresses();
    }

    /** Whether the KDC's clock is taken where it differs from ours; true unless the file says otherwise. */
    public boolean kdcTimesync() {
        return libdefaults.kdcTimesync();
    }

    /** Whether KDCs may be looked for in the DNS: {@code dns_lookup_kdc}, false unless the file says so. */
    public boolean dnsLookupKdc() {
        return libdefaults.dnsLookupKdc();
    }

    public boolean dnsCanonicalizeHostname() {
        return libdefaults.dnsCanonicalizeHostname();
    }

    public boolean rdns() {
        return libdefaults.rdns();
    }

    /** Requests of more octets go by TCP first; 1 means all. */
    public int udpPreferenceLimit() {
        return libdefaults.udpPreferenceLimit();
    }

    /** As written, with {@code %{uid}} and the like. */
    public Optional<String> defaultCcacheName() {
        return libdefaults.defaultCcacheName();
    }

    /** As written, mostly with {@code FILE:} before the path. */
    public Optional<String> defaultKeytabName() {
        return libdefaults.defaultKeytabName();
    }

    /** The realms that the file has a section for. */
    public Set<RealmName> realms() {
        Set<RealmName> realms = new LinkedHashSet<>();
        profile.names("realms").forEach(name -> realms.add(new RealmName(name)));
        return realms;
    }

    /** In the order to try them. */
    public List<KdcAddress> kdcs(RealmName realm) {
        try {
            return kdcsOf(realm);
        } catch (MalformedFileException e) {
            throw new IllegalStateException("checked when it was read", e);
        }
    }

    private List<KdcAddress> kdcsOf(RealmName realm) throws MalformedFileException {
        List<KdcAddress> addresses = new ArrayList<>();
        for (String value : profile.values("realms", realm.value(), "kdc")) {
            // MIT accepts several addresses in one relation only as several relations.
            addresses.add(checked(value, KdcAddress::parse, "realms", realm.value(), "kdc"));
        }
        return List.copyOf(addresses);
    }

    /**
     * What vouches for the HTTPS servers of the realm, {@code http_anchors}: {@code FILE:} with certificates in PEM, or {@code DIR:} with
     * such files. Empty: what this machine trusts.
     */
    public List<String> httpAnchors(RealmName realm) {
        return profile.values("realms", realm.value(), "http_anchors");
    }

    /** Where the realm's HTTPS side is, {@code hanse_url}. */
    public Optional<URI> hanseUrl(RealmName realm) {
        try {
            return hanseUrlOf(realm);
        } catch (MalformedFileException e) {
            throw new IllegalStateException("checked when it was read", e);
        }
    }

    private Optional<URI> hanseUrlOf(RealmName realm) throws MalformedFileException {
        return single(Krb5Conf::httpsUrl, "realms", realm.value(), "hanse_url");
    }

    private static URI httpsUrl(String text) {
        KdcAddress.proxyOf(URI.create(text));
        return URI.create(text);
    }

    /** The realm of a host by [domain_realm]: the host's own line, else that of the nearest domain above it. */
    public Optional<RealmName> realmOfHost(String host) {
        String rest = host.toLowerCase(Locale.ROOT);
        while (!rest.isEmpty()) {
            Optional<RealmName> realm =
                    profile.values("domain_realm", rest).stream().findFirst().map(RealmName::new);
            if (realm.isPresent()) {
                return realm;
            }
            // a.b.c, .b.c, b.c, .c, c: with its dot a line speaks of what is below the domain.
            int dot = rest.indexOf('.');
            rest = rest.startsWith(".") ? rest.substring(1) : dot < 0 ? "" : rest.substring(dot);
        }
        return Optional.empty();
    }

    /** The realms between two realms by [capaths], in order; an empty list is a direct path, absent says nothing. */
    public Optional<List<RealmName>> capath(RealmName client, RealmName server) {
        List<String> between = profile.values("capaths", client.value(), server.value());
        if (between.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                between.stream().filter(r -> !r.equals(".")).map(RealmName::new).toList());
    }

    /** A relation of which only the first value counts, read by {@code reading}, whose fault becomes one of the file's. */
    <T> Optional<T> single(Function<String, T> reading, String... path) throws MalformedFileException {
        Optional<Profile.Node> node = profile.first(path);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(checked(node.get().value().orElseThrow(), reading, path));
    }

    private <T> T checked(String value, Function<String, T> reading, String... path) throws MalformedFileException {
        try {
            return reading.apply(value);
        } catch (IllegalArgumentException e) {
            throw MalformedFileException.at(
                    profile.first(path).map(Profile.Node::place).orElse("krb5.conf"),
                    "sets " + path[path.length - 1] + " wrong: " + e.getMessage());
        }
    }

    static List<EncType> allEnctypes() {
        return ALL_ENCTYPES;
    }
}
