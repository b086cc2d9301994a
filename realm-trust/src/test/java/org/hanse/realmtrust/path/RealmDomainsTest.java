package org.hanse.realmtrust.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hanse.realmtrust.Trusts.directory;
import static org.hanse.realmtrust.Trusts.with;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustDirectory;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealmDomainsTest {
    private static final RealmDomains DOMAINS = new RealmDomains(Map.of(
            ".hanse.example", RealmName.of("HANSE"),
            ".Bergen.Hanse.example", RealmName.of("BERGEN"),
            "riga.example", RealmName.of("RIGA"),
            "web.bergen.hanse.example", RealmName.of("WEB")));
    private static final TrustDirectory TRUSTS =
            directory(named("VISBY", "visby.example", ".hanse.example", "x.riga.example"));

    @ParameterizedTest
    @CsvSource({
        "a.hanse.example, HANSE",
        "a.b.hanse.example, HANSE",
        "a.bergen.hanse.example, BERGEN",
        "A.BERGEN.HANSE.EXAMPLE, BERGEN",
        "web.bergen.hanse.example, WEB",
        "a.web.bergen.hanse.example, WEB",
        "bergen.hanse.example, HANSE",
        "riga.example, RIGA",
        "a.riga.example, RIGA",
        "a.x.riga.example, VISBY",
        "visby.example, VISBY",
        "www.visby.example, VISBY",
    })
    void theLongestDomainDecidesWhoseAHostIs(String host, String realm) {
        assertThat(DOMAINS.ofHost(host, TRUSTS)).contains(RealmName.of(realm));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "hanse.example", "xhanse.example", "notriga.example", "example", "www.elsewhere.test"})
    void whatNobodyMappedIsNobodys(String host) {
        assertThat(DOMAINS.ofHost(host, TRUSTS)).isEmpty();
    }

    @Test
    void aNameThatIsTooLongForDnsIsNobodys() {
        assertThat(DOMAINS.ofHost("a.".repeat(30_000) + "riga.example", TRUSTS)).isEmpty();
        assertThat(DOMAINS.ofUsers("a.".repeat(30_000) + "riga.example", TRUSTS))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "hanse.example, HANSE",
        "Riga.Example, RIGA",
        "bergen.hanse.example, BERGEN",
        "visby.example, VISBY",
        "x.riga.example, VISBY"
    })
    void usersAreOfTheRealmThatTheirVeryDomainIsMappedTo(String domain, String realm) {
        assertThat(DOMAINS.ofUsers(domain, TRUSTS)).contains(RealmName.of(realm));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.hanse.example", "a.riga.example", "a.visby.example", "elsewhere.test"})
    void usersOfADomainBelowAreOtherPeople(String domain) {
        assertThat(DOMAINS.ofUsers(domain, TRUSTS)).isEmpty();
    }

    private static org.hanse.realmtrust.trust.Trust named(String peer, String... domains) {
        return with(
                peer,
                new TrustPolicy(
                        TrustDirection.BOTH,
                        Set.of(),
                        Set.of(),
                        List.of(),
                        List.of(domains),
                        Optional.empty(),
                        false,
                        false,
                        false));
    }
}
