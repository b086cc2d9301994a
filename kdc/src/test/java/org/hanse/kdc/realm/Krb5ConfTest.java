package org.hanse.kdc.realm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hanse.kdc.config.ListenSettings;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.config.TcpLimits;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.hanse.realmtrust.trust.TrustState;
import org.junit.jupiter.api.Test;

class Krb5ConfTest {
    private static final Path ANCHORS = Path.of("/etc/hanse/tls/ca.pem");

    @Test
    void theFirstHomeIsTheDefaultRealmAndKdcsOnEveryAddressHaveThePublicName() {
        String conf = Krb5Conf.of(List.of(
                home("A.EXAMPLE", "kdc.a.example", List.of("*"), 88),
                home("B.EXAMPLE", "localhost", List.of("127.0.0.1", "::1"), 8888)));

        assertThat(conf)
                .contains(" default_realm = A.EXAMPLE\n")
                .contains(" A.EXAMPLE = {\n  kdc = kdc.a.example:88\n }\n")
                .contains(" B.EXAMPLE = {\n  kdc = 127.0.0.1:8888\n  kdc = [::1]:8888\n }\n")
                .contains(" kdc.a.example = A.EXAMPLE\n")
                .doesNotContain(" localhost = ")
                .doesNotContain("[capaths]");
    }

    @Test
    void aPathThroughTwoRealmsIsPutTogetherFromTheirHomes() {
        String conf = Krb5Conf.of(List.of(
                home("A.EXAMPLE", "localhost", List.of("127.0.0.1"), 1, trust("B.EXAMPLE", "D.EXAMPLE")),
                home("B.EXAMPLE", "localhost", List.of("127.0.0.1"), 2, trust("C.EXAMPLE", "D.EXAMPLE")),
                home("C.EXAMPLE", "localhost", List.of("127.0.0.1"), 3, trust("D.EXAMPLE"))));

        assertThat(conf)
                .contains(" A.EXAMPLE = {\n  D.EXAMPLE = B.EXAMPLE\n  D.EXAMPLE = C.EXAMPLE\n }\n")
                .contains(" B.EXAMPLE = {\n  D.EXAMPLE = C.EXAMPLE\n }\n")
                .doesNotContain(" C.EXAMPLE = {\n  D.EXAMPLE");
    }

    @Test
    void realmsThatPointAtEachOtherEndTheWalk() {
        String conf = Krb5Conf.of(List.of(
                home("A.EXAMPLE", "localhost", List.of("127.0.0.1"), 1, trust("B.EXAMPLE", "D.EXAMPLE")),
                home("B.EXAMPLE", "localhost", List.of("127.0.0.1"), 2, trust("A.EXAMPLE", "D.EXAMPLE"))));

        assertThat(conf).contains(" A.EXAMPLE = {\n  D.EXAMPLE = B.EXAMPLE\n }\n");
    }

    @Test
    void configuredPathsAndDomainsGoIn() {
        RealmSettings plain = settings("A.EXAMPLE", "localhost", List.of("127.0.0.1"), 1);
        RealmSettings settings = new RealmSettings(
                plain.kdc(),
                plain.publicName(),
                plain.listen(),
                plain.store(),
                plain.adminLoginAge(),
                plain.trustRotation(),
                plain.allowPrivatePeers(),
                Map.of(".a.example", RealmName.of("A.EXAMPLE")),
                Map.of(
                        RealmName.of("A.EXAMPLE"),
                        Map.of(RealmName.of("Z.EXAMPLE"), List.of(RealmName.of("M.EXAMPLE")))),
                plain.tellTrusts(),
                plain.log());

        assertThat(Krb5Conf.of(List.of(new Krb5Realm(settings, List.of(), ANCHORS))))
                .contains(" .a.example = A.EXAMPLE\n")
                .contains(" A.EXAMPLE = {\n  Z.EXAMPLE = M.EXAMPLE\n }\n");
    }

    @Test
    void overHttpsARealmIsAtItsUrlAndAPeerBehindIt() {
        Trust near = new Trust(
                RealmName.of("P.EXAMPLE"),
                TrustPolicy.DEFAULT,
                TrustState.ACTIVE,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of("kdc.p.example:88"));
        String conf = Krb5Conf.overHttps(List.of(
                home("A.EXAMPLE", "kdc.a.example", List.of("*"), 88, near, trust("Q.EXAMPLE")),
                home("B.EXAMPLE", "localhost", List.of("127.0.0.1", "::1"), 8888)));

        assertThat(conf)
                .contains(" A.EXAMPLE = {\n  kdc = https://kdc.a.example/KdcProxy\n"
                        + "  http_anchors = FILE:/etc/hanse/tls/ca.pem\n  hanse_url = https://kdc.a.example\n }\n")
                .contains(" B.EXAMPLE = {\n  kdc = https://127.0.0.1/KdcProxy\n  kdc = https://[::1]/KdcProxy\n")
                .contains(" P.EXAMPLE = {\n  kdc = https://kdc.a.example/KdcProxy\n"
                        + "  http_anchors = FILE:/etc/hanse/tls/ca.pem\n }\n")
                .doesNotContain("Q.EXAMPLE = {")
                .doesNotContain("kdc.p.example");
    }

    private static Krb5Realm home(String realm, String publicName, List<String> hosts, int port, Trust... trusts) {
        return new Krb5Realm(settings(realm, publicName, hosts, port), List.of(trusts), ANCHORS);
    }

    private static RealmSettings settings(String realm, String publicName, List<String> hosts, int port) {
        return RealmSettings.defaults(RealmName.of(realm), publicName)
                .withListen(new ListenSettings(hosts, port, 464, 443, 0, TcpLimits.DEFAULT, TcpLimits.DEFAULT_HTTPS));
    }

    private static Trust trust(String peer, String... transitTo) {
        Set<RealmName> reached = Arrays.stream(transitTo).map(RealmName::of).collect(Collectors.toSet());
        TrustPolicy policy = new TrustPolicy(
                TrustDirection.BOTH, Set.of(), reached, List.of(), List.of(), Optional.empty(), false, false, false);
        return new Trust(
                RealmName.of(peer), policy, TrustState.ACTIVE, Optional.empty(), List.of(), List.of(), List.of());
    }
}
