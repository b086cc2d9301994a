package org.hanse.kdc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** trusts.yaml is read whole or not at all. */
class TrustsFileTest {
    private static final RealmName BERGEN = RealmName.of("BERGEN.EXAMPLE");

    @TempDir
    Path folder;

    private WantedTrusts read(String text) throws Exception {
        return TrustsFile.read(Files.writeString(folder.resolve("trusts.yaml"), text));
    }

    /** What people copy from. */
    @Test
    void theSampleLoads() throws Exception {
        WantedTrusts sample = TrustsFile.read(Path.of("..", "conf", "trusts.yaml"));

        assertThat(sample.realm()).contains(RealmName.of("LUEBECK.EXAMPLE"));
        assertThat(sample.trusts()).extracting(TrustSettings::peer).containsExactly(BERGEN, RealmName.of("AD.EXAMPLE"));
        TrustSettings bergen = sample.trusts().get(0);
        assertThat(bergen.keys()).isInstanceOf(TrustSettings.Agreed.class);
        assertThat(bergen.policy())
                .isEqualTo(new TrustPolicy(
                        TrustDirection.BOTH,
                        Set.of(RealmName.of("VISBY.EXAMPLE")),
                        Set.of(RealmName.of("VISBY.EXAMPLE"), RealmName.of("OSLO.EXAMPLE")),
                        List.of("*@BERGEN.EXAMPLE", "*/herald@VISBY.EXAMPLE"),
                        List.of("bergen.example"),
                        Optional.of(Duration.ofHours(8)),
                        false,
                        true,
                        false));
        TrustSettings.Secret secret = new TrustSettings.Secret(
                Optional.of(Path.of("..", "conf", "ad.pw").toAbsolutePath()), Kvno.of(2));
        assertThat(sample.trusts().get(1).keys())
                .isEqualTo(new TrustSettings.Shared(secret, secret, List.of(EncType.AES256_CTS_HMAC_SHA1_96)));
    }

    @Test
    void whatIsWrittenIsReadBackEqual() throws Exception {
        Path out = folder.resolve("out.pw");
        WantedTrusts wanted = new WantedTrusts(
                Optional.of(RealmName.of("NO")),
                List.of(
                        new TrustSettings(
                                RealmName.of("12"),
                                new TrustSettings.Shared(
                                        new TrustSettings.Secret(Optional.empty(), Kvno.of(3)),
                                        new TrustSettings.Secret(Optional.of(out), Kvno.of(1)),
                                        List.of()),
                                new TrustPolicy(
                                        TrustDirection.IN,
                                        Set.of(RealmName.of("YES")),
                                        Set.of(),
                                        List.of("a\"b", "[x]*"),
                                        List.of(".example"),
                                        Optional.of(Duration.ofMinutes(90)),
                                        true,
                                        true,
                                        true),
                                List.of("[::1]:88")),
                        new TrustSettings(
                                BERGEN,
                                new TrustSettings.Agreed(
                                        "https://[::1]:8443",
                                        Optional.of(new Fingerprint("0123456789abcdef".repeat(4)))),
                                TrustPolicy.DEFAULT,
                                List.of())));

        assertThat(read(TrustsText.of(wanted))).isEqualTo(wanted);
        WantedTrusts none = new WantedTrusts(Optional.empty(), List.of());
        assertThat(read(TrustsText.of(none))).isEqualTo(none);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            realm: A                                               | trusts is missing; write trusts: {} if there are to be none
            trust: {}\\ntrusts: {}                                 | line 1: trust is no setting; did you mean "trusts"?
            trusts: {B: {}}                                        | trusts.B.kind is missing; write declared or shared-secret
            trusts: {B: {kind: shared}}                            | line 1: trusts.B.kind is "shared"; write declared or shared-secret
            trusts: {B: {kind: declared}}                          | trusts.B.url is missing
            trusts: {B: {kind: declared, url: u, kvno: 1}}         | trusts.B.kvno is no setting
            trusts: {B: {kind: declared, url: u, fingerprint: x}}  | trusts.B.fingerprint is no fingerprint
            trusts: {B: {kind: shared-secret, url: u}}             | trusts.B.url is no setting
            trusts: {B: {kind: shared-secret, accept-realms: C}}   | did you mean "trusts.B.acceptRealms"?
            trusts: {B: {kind: shared-secret, kvno: 0}}            | trusts.B.kvno is 0; write a number from 1
            trusts: {B: {kind: shared-secret, enctypes: rc4-hmac}} | names "rc4-hmac", which is not served
            trusts: {B: {kind: shared-secret, direction: up}}      | trusts.B.direction is "up"; write in, out or both
            trusts: {B: {kind: shared-secret, clients: "[a"}}      | trusts.B.clients is "[a"
            trusts: {B: {kind: shared-secret, maxLife: soon}}      | trusts.B.maxLife is "soon", which is no duration
            trusts: {B: {kind: shared-secret}, B: {kind: declared}} | duplicate key
            """)
    void aMistakeIsNamedWithItsCure(String text, String told) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
                .isInstanceOf(SettingsFault.class)
                .hasMessageContaining("trusts.yaml")
                .hasMessageContaining(told);
    }

    @Test
    void aFileThatIsNotThereSaysWhereToGetOne() {
        assertThatThrownBy(() -> TrustsFile.read(folder.resolve("none.yaml")))
                .isInstanceOf(SettingsFault.class)
                .hasMessageContaining("none.yaml is missing; hanse trust export prints one");
    }
}
