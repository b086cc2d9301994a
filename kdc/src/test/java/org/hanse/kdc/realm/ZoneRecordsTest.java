package org.hanse.kdc.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.protocol.name.RealmName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneRecordsTest {
    @Test
    void clientsFindTheKdcByEveryTransport() throws Exception {
        assertThat(ZoneRecords.of(settings("A.EXAMPLE", "kdc.a.example"))
                        .lines()
                        .map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "_kerberos._udp.A.EXAMPLE. 3600 IN SRV 0 100 88 kdc.a.example.",
                        "_kerberos._tcp.A.EXAMPLE. 3600 IN SRV 0 100 88 kdc.a.example.",
                        "_kerberos.A.EXAMPLE. 3600 IN URI 1 1 \"krb5srv:m:udp:kdc.a.example:88\"",
                        "_kerberos.A.EXAMPLE. 3600 IN URI 2 1 \"krb5srv:m:tcp:kdc.a.example:88\"",
                        "_kerberos.A.EXAMPLE. 3600 IN URI 3 1 \"krb5srv:m:kkdcp:https://kdc.a.example/KdcProxy\"");
    }

    @Test
    void theRealmOfADomainIsText() throws Exception {
        RealmSettings settings = settings("A.EXAMPLE", "kdc.a.example")
                .withDomains(
                        Map.of(".a.example", RealmName.of("A.EXAMPLE"), "www.b.example", RealmName.of("B.EXAMPLE")));

        assertThat(ZoneRecords.of(settings).lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "_kerberos.a.example. 3600 IN TXT \"A.EXAMPLE\"",
                        "_kerberos.www.b.example. 3600 IN TXT \"B.EXAMPLE\"");
    }

    @ParameterizedTest
    @CsvSource({
        "A.EXAMPLE, localhost, publicName",
        "A.EXAMPLE, 192.0.2.1, publicName",
        "A.EXAMPLE, '', publicName",
        "A REALM, kdc.a.example, named like a DNS domain",
        "/COM/HP, kdc.a.example, named like a DNS domain",
    })
    void whatTheDnsCannotSayIsRefused(String realm, String host, String why) {
        assertThatThrownBy(() -> ZoneRecords.of(settings(realm, host)))
                .isInstanceOf(RealmFailure.class)
                .hasMessageContaining(why);
    }

    private static RealmSettings settings(String realm, String host) {
        return RealmSettings.defaults(RealmName.of(realm), host);
    }
}
