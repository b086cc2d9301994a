package org.hanse.kdc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
    private static final RealmName LUEBECK = new RealmName("LUEBECK.EXAMPLE");
    private static final RealmName BERGEN = new RealmName("BERGEN.EXAMPLE");
    private static final RealmName OSLO = new RealmName("OSLO.EXAMPLE");

    @TempDir
    Path home;

    @Test
    void fileThatNamesOnlyTheRealmGetsTheDefaults() throws Exception {
        assertThat(read("realm: LUEBECK.EXAMPLE")).isEqualTo(RealmSettings.defaults(LUEBECK, "localhost"));
    }

    @Test
    void everyKeyIsRead() throws Exception {
        RealmSettings settings = read("""
                realm: LUEBECK.EXAMPLE
                publicName: kdc.luebeck.example
                listen:
                  hosts: [127.0.0.1, "::1"]
                  kdcPort: 8088
                  kpasswdPort: 8464
                  httpsPort: 8443
                  udpThreads: 3
                  tcp: {connections: 10, connectionsPerAddress: 5, idle: 20s, request: 5s}
                  https: {connections: 20, connectionsPerAddress: 3, idle: 40s, request: 7s}
                clockSkew: 2m
                maxLife: 10:30:00
                maxRenew: 604800
                enctypes: [aes256-sha2, aes128-cts]
                hideUnknownUsers: true
                store: sqlite
                adminLoginAge: 2h
                trustRotation: 3d
                allowPrivatePeers: true
                domains:
                  .bergen.example: BERGEN.EXAMPLE
                capaths:
                  LUEBECK.EXAMPLE:
                    OSLO.EXAMPLE: [BERGEN.EXAMPLE]
                    BERGEN.EXAMPLE: .
                tellTrusts: false
                log: {directory: /var/log/hanse, text: false, json: true, maxMegabytes: 5, keep: 2}
                """);

        assertThat(settings)
                .isEqualTo(new RealmSettings(
                        new KdcSettings(
                                LUEBECK,
                                Duration.ofMinutes(2),
                                Duration.ofMinutes(630),
                                Duration.ofDays(7),
                                List.of(EncType.AES256_CTS_HMAC_SHA384_192, EncType.AES128_CTS_HMAC_SHA1_96),
                                true),
                        "kdc.luebeck.example",
                        new ListenSettings(
                                List.of("127.0.0.1", "::1"),
                                8088,
                                8464,
                                8443,
                                3,
                                new TcpLimits(10, 5, Duration.ofSeconds(20), Duration.ofSeconds(5)),
                                new TcpLimits(20, 3, Duration.ofSeconds(40), Duration.ofSeconds(7))),
                        "sqlite",
                        Duration.ofHours(2),
                        Duration.ofDays(3),
                        true,
                        Map.of(".bergen.example", BERGEN),
                        Map.of(LUEBECK, Map.of(OSLO, List.of(BERGEN), BERGEN, List.of())),
                        false,
                        new LogSettings("/var/log/hanse", false, true, 5, 2)));
    }

    @Test
    void whatIsWrittenIsReadBackEqual() throws Exception {
        RealmSettings defaults = RealmSettings.defaults(new RealmName("NO"), "kdc.\"odd\"\\name.ü");
        RealmSettings settings = new RealmSettings(
                defaults.kdc(),
                defaults.publicName(),
                new ListenSettings(List.of("127.0.0.1", "::1"), 1, 2, 3, 4, TcpLimits.DEFAULT, TcpLimits.DEFAULT_HTTPS),
                "sqlite",
                Duration.ofMinutes(90),
                Duration.ofHours(36),
                true,
                Map.of("12", new RealmName("12"), "a.b", new RealmName("A: B")),
                Map.of(LUEBECK, Map.of(OSLO, List.of(BERGEN), BERGEN, List.of())),
                false,
                LogSettings.DEFAULT);

        assertThat(read(SettingsText.of(defaults))).isEqualTo(defaults);
        assertThat(read(SettingsText.of(settings))).isEqualTo(settings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    relm: X                                  | line 2: relm is no setting; did you mean "realm"?
                    listen: {kdcport: 88}                    | line 2: listen.kdcport is no setting; did you mean "listen.kdcPort"?
                    listen: {tcp: {idel: 5s}}                | line 2: listen.tcp.idel is no setting; did you mean "listen.tcp.idle"?
                    log: {frobnicate: true}                  | line 2: log.frobnicate is no setting; the keys here are directory, text, json, maxMegabytes, keep
                    listen: {kdcPort: 88000}                 | line 2: listen.kdcPort is 88000; write a number from 0 to 65535
                    listen: {kdcPort: http}                  | line 2: listen.kdcPort is not a number from 0 to 65535; write a number from 0 to 65535
                    listen: {kdcPort: 464}                   | listen.kpasswdPort is the kdcPort; give each service a port of its own
                    listen: {kdcPort: 443}                   | httpsPort is another service's port
                    listen: {hosts: ["*", "::1"]}            | line 2: listen.hosts has * and others
                    listen: {hosts: [a, a]}                  | line 2: listen.hosts names a host twice
                    listen: 88                               | line 2: listen has values where keys belong
                    listen: [88, 89]                         | line 2: listen has values where keys belong
                    clockSkew: never                         | line 2: clockSkew is "never", which is no duration; write a duration such as 60s
                    clockSkew: 2h                            | line 2: clockSkew is 2h; write a duration such as 60s, 10m, 1h30m or 7d, from 1s to 1h
                    maxLife: true                            | line 2: maxLife is no duration
                    maxLife: -5                              | line 2: maxLife is "-5", which is no duration
                    enctypes: [des-cbc-crc]                  | line 2: enctypes names "des-cbc-crc", which is not served; choose from aes256-cts-hmac-sha384-192
                    enctypes: [aes256-cts, aes256-sha1]      | line 2: enctypes names "aes256-sha1" twice
                    store: postgres                          | line 2: store is "postgres"; write sqlite
                    publicName: 1.5                          | line 2: publicName is not text to YAML but 1.5; put it in quotes
                    publicName:                              | line 2: publicName has no value
                    publicName: [a, b]                       | line 2: publicName is a list; write one value
                    domains: {a.b: NO}                       | line 2: domains.a.b is not text to YAML but false; put it in quotes
                    capaths: {A: B}                          | line 2: capaths.A has values where keys belong
                    log: {json: 1}                           | line 2: log.json is not true or false
                    log: {keep: 0}                           | line 2: log.keep is 0; write a number from 1 to 10000
                    realm: AGAIN                             | line 2: found duplicate key realm
                    maxLife: [1                              | line 3:
                    publicName: !!java.net.URL [http://a]    | line 2: Global tag is not allowed
                    publicName: !!javax.script.ScriptEngineManager [] | line 2: Global tag is not allowed
                    log: &x {keep: 3}\\ndomains: *x          | not a list of
                    3: 4                                     | not a list of
                    """)
    @Tag("K-258")
    void mistakeIsNamedWithItsLineAndCure(String line, String message) {
        assertThat(fault("realm: LUEBECK.EXAMPLE\n" + line.replace("\\n", "\n") + "\n"))
                .startsWith(home.resolve("realm.yaml").toString())
                .contains(message.strip())
                .contains("; ")
                .doesNotContain("\n");
    }

    @Test
    void realmIsAsked() {
        assertThat(fault("")).endsWith("realm.yaml: realm is missing; write realm: EXAMPLE.ORG with your realm's name");
        assertThat(fault("realm: NO")).endsWith("line 1: realm is not text to YAML but false; put it in quotes");
        assertThat(fault("- a\n- b")).contains("is not a list of \"key: value\" lines");
    }

    @Test
    void nothingIsInterpolated() throws Exception {
        assertThat(read("realm: A\npublicName: ${env:HOME}").publicName()).isEqualTo("${env:HOME}");
    }

    @Test
    void missingFileIsToldFromAnUnreadableOne() throws Exception {
        Path missing = home.resolve("none.yaml");
        assertThat(fault(missing))
                .isEqualTo(missing + " is missing; make a realm home with hanse realm init, or name one with --home");

        Path latin1 =
                Files.write(home.resolve("latin1.yaml"), "realm: L\u00dcBECK".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(fault(latin1)).contains("is not UTF-8");

        Path huge = Files.write(home.resolve("huge.yaml"), new byte[(1 << 20) + 1]);
        assertThat(fault(huge)).contains("is larger than 1 MiB");
        assertThat(fault(home)).contains("cannot be read");
    }

    private RealmSettings read(String text) throws IOException, SettingsFault {
        return SettingsFile.read(Files.writeString(home.resolve("realm.yaml"), text));
    }

    private String fault(String text) {
        return catchThrowableOfType(SettingsFault.class, () -> read(text)).getMessage();
    }

    private static String fault(Path file) {
        return catchThrowableOfType(SettingsFault.class, () -> SettingsFile.read(file))
                .getMessage();
    }
}
