package org.hanse.protocol.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.file.KdcAddress.Transport;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Krb5ConfTest {
    private static final RealmName A = RealmName.of("A.TEST");
    private static final RealmName B = RealmName.of("B.TEST");

    @TempDir
    Path folder;

    @Test
    void readsWhatAClientNeeds() throws IOException {
        Krb5Conf conf = conf("""
                # a comment
                ; another
                [libdefaults]
                    default_realm = A.TEST
                    ticket_lifetime = 10h
                    renew_lifetime = 7d
                    clockskew = 60
                    forwardable = yes
                    udp_preference_limit = 1
                    permitted_enctypes = aes128-cts camellia256-cts-cmac aes256-sha2
                    default_ccache_name = "FILE:/tmp/a \\"b\\""
                [realms]
                    A.TEST = {
                        kdc = kdc.a.test
                        kdc = 127.0.0.1:8888
                        kdc = tcp/[::1]:8889
                        hanse_url = https://kdc.a.test:8443
                        auth_to_local_names = {
                            x = y
                        }
                    }
                    B.TEST =
                    {
                        kdc = udp/b.test
                    }
                [domain_realm]
                    .a.test = A.TEST
                    b.test = B.TEST
                    web.a.test = B.TEST
                [capaths]
                    A.TEST = {
                        B.TEST = M.TEST
                        B.TEST = N.TEST
                        C.TEST = .
                    }
                """);
        assertThat(conf.defaultRealm()).contains(A);
        assertThat(conf.ticketLifetime()).contains(Duration.ofHours(10));
        assertThat(conf.renewLifetime()).contains(Duration.ofDays(7));
        assertThat(conf.clockSkew()).isEqualTo(Duration.ofSeconds(60));
        assertThat(conf.forwardable()).isTrue();
        assertThat(conf.proxiable()).isFalse();
        assertThat(conf.udpPreferenceLimit()).isEqualTo(1);
        assertThat(conf.asEnctypes())
                .containsExactly(EncType.AES128_CTS_HMAC_SHA1_96, EncType.AES256_CTS_HMAC_SHA384_192)
                .isEqualTo(conf.tgsEnctypes());
        assertThat(conf.defaultCcacheName()).contains("FILE:/tmp/a \"b\"");
        assertThat(conf.kdcs(A))
                .containsExactly(
                        new KdcAddress(Transport.ANY, "kdc.a.test", 88),
                        new KdcAddress(Transport.ANY, "127.0.0.1", 8888),
                        new KdcAddress(Transport.TCP, "::1", 8889));
        assertThat(conf.kdcs(B)).containsExactly(new KdcAddress(Transport.UDP, "b.test", 88));
        assertThat(conf.hanseUrl(A)).contains(URI.create("https://kdc.a.test:8443"));
        assertThat(conf.realmOfHost("Host.Sub.A.Test")).contains(A);
        assertThat(conf.realmOfHost("web.a.test")).contains(B);
        assertThat(conf.realmOfHost("www.b.test")).contains(B);
        assertThat(conf.realmOfHost("a.test")).isEmpty();
        assertThat(conf.realmOfHost("c.test")).isEmpty();
        assertThat(conf.capath(A, B)).contains(List.of(RealmName.of("M.TEST"), RealmName.of("N.TEST")));
        assertThat(conf.capath(A, RealmName.of("C.TEST"))).contains(List.of());
        assertThat(conf.capath(B, A)).isEmpty();
    }

    @Test
    void theDefaultsAreMits() {
        Krb5Conf conf = Krb5Conf.empty();
        assertThat(conf.defaultRealm()).isEmpty();
        assertThat(conf.clockSkew()).isEqualTo(Duration.ofMinutes(5));
        assertThat(conf.udpPreferenceLimit()).isEqualTo(1465);
        assertThat(conf.noAddresses()).isTrue();
        assertThat(conf.asEnctypes()).hasSize(4).first().isEqualTo(EncType.AES256_CTS_HMAC_SHA384_192);
        assertThat(conf.kdcs(A)).isEmpty();
    }

    @Test
    void whatIsNotPermittedIsNotAskedFor() throws IOException {
        Krb5Conf conf = conf(
                "[libdefaults]\npermitted_enctypes = aes256-cts aes128-cts\ndefault_tkt_enctypes = aes256-sha2 aes128-cts\n");
        assertThat(conf.asEnctypes()).containsExactly(EncType.AES128_CTS_HMAC_SHA1_96);
        assertThat(conf.tgsEnctypes())
                .containsExactly(EncType.AES256_CTS_HMAC_SHA1_96, EncType.AES128_CTS_HMAC_SHA1_96);
    }

    @Test
    void theFirstFileWinsForSingleValuesAndListsAreJoined() throws IOException {
        Path first = write("first", "[libdefaults]\nclockskew = 1\n[realms]\nA.TEST = {\nkdc = one\n}\n");
        Path second = write("second", "[libdefaults]\nclockskew = 2\n[realms]\nA.TEST = {\nkdc = two\n}\n");
        Krb5Conf conf = Krb5Conf.load(Optional.of(first + ":" + folder.resolve("missing") + ":" + second));
        assertThat(conf.clockSkew()).isEqualTo(Duration.ofSeconds(1));
        assertThat(conf.kdcs(A)).extracting(KdcAddress::host).containsExactly("one", "two");
    }

    @ParameterizedTest
    @CsvSource({"'[realms]*',}", "[realms],'}*'"})
    void whatIsFinalHidesLaterFiles(String heading, String end) throws IOException {
        Path first = write("first", heading + "\nA.TEST = {\nkdc = one\n" + end + "\n");
        Path second = write("second", "[realms]\nA.TEST = {\nkdc = two\n}\n");
        assertThat(Krb5Conf.read(List.of(first, second)).kdcs(A))
                .extracting(KdcAddress::host)
                .containsExactly("one");
    }

    @Test
    void includesFilesAndFolders() throws IOException {
        Path inner = write("inner", "[libdefaults]\nforwardable = true\n");
        Path many = Files.createDirectory(folder.resolve("krb5.conf.d"));
        Files.writeString(many.resolve("b-realm"), "[realms]\nA.TEST = {\nkdc = one\n}\n");
        Files.writeString(many.resolve("x.y.conf"), "[realms]\nA.TEST = {\nkdc = two\n}\n");
        Files.writeString(many.resolve(".hidden.conf"), "[realms]\nA.TEST = {\nkdc = no\n}\n");
        Files.writeString(many.resolve("backup~"), "[realms]\nA.TEST = {\nkdc = no\n}\n");
        Krb5Conf conf = conf("include " + inner + "\nincludedir " + many + "\n[libdefaults]\ndefault_realm = A.TEST\n");
        assertThat(conf.forwardable()).isTrue();
        assertThat(conf.defaultRealm()).contains(A);
        assertThat(conf.kdcs(A)).extracting(KdcAddress::host).containsExactly("one", "two");
    }

    @Test
    void filesThatIncludeEachOtherAreRefused() throws IOException {
        Path file = folder.resolve("loop");
        Files.writeString(file, "include " + file + "\n");
        assertThatThrownBy(() -> Krb5Conf.read(List.of(file)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("include each other");
    }

    @Test
    void proxiesAreNamedByTheirUrls() throws IOException {
        Krb5Conf conf = conf("""
                [realms]
                A.TEST = {
                  kdc = https://kdc.a.test/KdcProxy
                  kdc = HTTPS://[::1]:8443
                  kdc = kdc.a.test
                  http_anchors = FILE:/etc/a.pem
                  http_anchors = DIR:/etc/anchors
                }
                """);
        assertThat(conf.kdcs(A))
                .containsExactly(
                        new KdcAddress(Transport.HTTPS, "kdc.a.test", 443, "/KdcProxy"),
                        new KdcAddress(Transport.HTTPS, "::1", 8443, "/"),
                        new KdcAddress(Transport.ANY, "kdc.a.test", 88));
        assertThat(conf.kdcs(A).get(1)).hasToString("https://[::1]:8443/");
        assertThat(conf.httpAnchors(A)).containsExactly("FILE:/etc/a.pem", "DIR:/etc/anchors");
        assertThat(conf.httpAnchors(B)).isEmpty();
        assertThat(KdcAddress.proxyOf(URI.create("https://kdc.a.test:8443/x/")))
                .hasToString("https://kdc.a.test:8443/x/KdcProxy");
    }

    @ParameterizedTest
    @CsvSource({
        "kdc = https://", "kdc = https://a b/", "kdc = https://a:0/", "kdc = https://a:65536/", "kdc = https://u@a/",
        "kdc = https://a/?q", "kdc = https://a/#f", "hanse_url = http://a", "hanse_url = https://", "hanse_url = a"
    })
    void aUrlThatIsNoneIsRefused(String relation) {
        assertThatThrownBy(() -> conf("[realms]\nA.TEST = {\n" + relation + "\n}\n"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(relation.split(" ")[0] + " wrong");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[libdefaults]@default_realm|line 2 is neither a section heading nor a relation",
                "default_realm = A|line 1 stands outside of any section",
                "[libdefaults@x = y|line 1 is no section heading",
                "[realms]@A = {@kdc = x|ends inside a section",
                "[realms]@}|line 2 has a closing brace that nothing opened",
                "[realms]@A =@kdc = x|line 3 has no value and no opening brace for A",
                "[realms]@A = {@[libdefaults]|line 3 begins a section inside of braces",
                "[libdefaults]@clockskew = soon|line 2 sets clockskew wrong: \"soon\" is no duration",
                "[libdefaults]@forwardable = perhaps|line 2 sets forwardable wrong",
                "[libdefaults]@udp_preference_limit = x|line 2 sets udp_preference_limit wrong",
                "[libdefaults]@permitted_enctypes = des|line 2 sets permitted_enctypes wrong",
                "[realms]@A = {@kdc = h:99999@}|line 3 sets kdc wrong",
                "[libdefaults]@a = \"x|line 2 has a value without its closing quote",
                "include /nowhere/at/all|line 1 includes /nowhere/at/all, which does not exist",
            })
    void faultsNameFileAndLine(String text, String fault) throws IOException {
        Path file = write("bad", text.replace('@', '\n'));
        assertThatThrownBy(() -> Krb5Conf.read(List.of(file)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(fault);
    }

    @Test
    void aKrb5ConfigThatNamesNothingIsAnError() {
        assertThatThrownBy(
                        () -> Krb5Conf.load(Optional.of(folder.resolve("none").toString())))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("named by KRB5_CONFIG");
    }

    private Krb5Conf conf(String text) throws IOException {
        return Krb5Conf.read(List.of(write("krb5.conf", text)));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
