package org.hanse.kdc.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;

/**
 * All of realm.yaml, checked. {@link SettingsFile} reads it, {@link SettingsText} writes it. Immutable.
 *
 * @param kdc what the exchanges need
 * @param publicName the DNS name under which others know this server
 * @param store {@code sqlite}: store.db in the realm home
 * @param domains DNS domain, with or without a leading dot, to realm: what krb5.conf calls {@code [domain_realm]}
 * @param adminLoginAge how long ago an administrator may have logged in
 * @param trustRotation how long trusts by agreement issue under one key
 * @param allowPrivatePeers whether peers, and what they say of themselves, may lead into private networks
 * @param capaths the client's realm, then the service's realm, to the realms between; empty means directly
 * @param tellTrusts whether the realm's document tells with whom it has trusts
 */
public record RealmSettings(
        KdcSettings kdc,
        String publicName,
        ListenSettings listen,
        String store,
        Duration adminLoginAge,
        Duration trustRotation,
        boolean allowPrivatePeers,
        Map<String, RealmName> domains,
        Map<RealmName, Map<RealmName, List<RealmName>>> capaths,
        boolean tellTrusts,
        LogSettings log) {
    /** The file's name in a realm home. */
    public static final String FILE_NAME = "realm.yaml";

    public static final String SQLITE = "sqlite";
    /** Long enough for a morning's work in pieces, short beside a ticket's ten hours. */
    public static final Duration ADMIN_LOGIN_AGE = Duration.ofHours(1);
    /** As Active Directory changes the passwords of its trusts. */
    public static final Duration TRUST_ROTATION = Duration.ofDays(30);

    public RealmSettings {
        domains = Map.copyOf(domains);
        capaths = Map.copyOf(capaths);
    }

    /** The defaults of a new realm. */
    public static RealmSettings defaults(RealmName realm, String publicName) {
        KdcSettings kdc = new KdcSettings(
                realm,
                Duration.ofMinutes(5),
                Duration.ofHours(10),
                Duration.ofDays(7),
                List.of(
                        EncType.AES256_CTS_HMAC_SHA384_192,
                        EncType.AES128_CTS_HMAC_SHA256_128,
                        EncType.AES256_CTS_HMAC_SHA1_96,
                        EncType.AES128_CTS_HMAC_SHA1_96),
                false);
        return new RealmSettings(
                kdc,
                publicName,
                ListenSettings.DEFAULT,
                SQLITE,
                ADMIN_LOGIN_AGE,
                TRUST_ROTATION,
                false,
                Map.of(),
                Map.of(),
                true,
                LogSettings.DEFAULT);
    }

    public RealmName realm() {
        return kdc.realm();
    }

    public RealmSettings withListen(ListenSettings other) {
        return new RealmSettings(
                kdc,
                publicName,
                other,
                store,
                adminLoginAge,
                trustRotation,
                allowPrivatePeers,
                domains,
                capaths,
                tellTrusts,
                log);
    }

    public RealmSettings withDomains(Map<String, RealmName> other) {
        return new RealmSettings(
                kdc,
                publicName,
                listen,
                store,
                adminLoginAge,
                trustRotation,
                allowPrivatePeers,
                other,
                capaths,
                tellTrusts,
                log);
    }

    /**
     * These settings with what {@code read} may change while the server runs: lifetimes, enctypes, hiding, the limits of connections, the age of logins, the
     * rotation of trusts, domains, capaths, and whether trusts are told. The rest needs new sockets, another store or another log; the clock skew decides how long replays
     * are remembered.
     */
    public RealmSettings reloadedBy(RealmSettings read) {
        return new RealmSettings(
                new KdcSettings(
                        kdc.realm(),
                        kdc.clockSkew(),
                        read.kdc.maxLife(),
                        read.kdc.maxRenew(),
                        read.kdc.etypes(),
                        read.kdc.hideUnknownUsers()),
                publicName,
                new ListenSettings(
                        listen.hosts(),
                        listen.kdcPort(),
                        listen.kpasswdPort(),
                        listen.httpsPort(),
                        listen.udpThreads(),
                        read.listen.tcp(),
                        read.listen.https(),
                        listen.monitors()),
                store,
                read.adminLoginAge,
                read.trustRotation,
                read.allowPrivatePeers,
                read.domains,
                read.capaths,
                read.tellTrusts,
                log);
    }
}
