package org.hanse.protocol.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalTest {
    private static final RealmName HOME = RealmName.of("LUEBECK.EXAMPLE");

    @Test
    void aNameWithoutARealmGetsTheDefaultOne() {
        Principal alice = Principal.parse("alice", HOME);
        assertThat(alice).isEqualTo(new Principal(PrincipalName.of("alice"), HOME));
        assertThat(alice).hasToString("alice@LUEBECK.EXAMPLE");
        assertThatThrownBy(() -> Principal.parse("alice"))
                .isInstanceOf(InvalidNameException.class)
                .hasMessageContaining("has no realm");
    }

    @Test
    void componentsAndRealmAreSplitAtUnquotedSeparatorsOnly() {
        Principal odd = Principal.parse("a\\/b/c\\@d/e\\\\@R/S");
        assertThat(odd.name().components()).containsExactly("a/b", "c@d", "e\\");
        assertThat(odd.realm()).isEqualTo(RealmName.of("R/S"));
        assertThat(odd).hasToString("a\\/b/c\\@d/e\\\\@R/S");
    }

    @Test
    @Tag("K-038")
    void controlCharactersHaveNames() {
        Principal odd = Principal.parse("a\\nb\\tc\\bd\\0e\\xf@R");
        assertThat(odd.name().components()).containsExactly("a\nb\tc\bd\0exf");
        assertThat(odd).hasToString("a\\nb\\tc\\bd\\0exf@R");
    }

    @Test
    void emptyComponentsAreKept() {
        assertThat(Principal.parse("a//b@R").name().components()).containsExactly("a", "", "b");
        assertThat(Principal.parse("/@R").name().components()).containsExactly("", "");
        assertThat(Principal.parse("a/@R")).hasToString("a/@R");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alice@", "alice@A@B", "alice\\", "alice@R\\", "a@\\0"})
    @Tag("K-038")
    void textsThatAreNoPrincipalAreRefused(String text) {
        assertThatThrownBy(() -> Principal.parse(text, HOME)).isInstanceOf(InvalidNameException.class);
    }

    @Test
    @Tag("K-038")
    void whatIsPrintedIsReadAgainAsTheSamePrincipal() {
        char[] alphabet = {'a', 'B', '0', 'n', 't', 'b', '/', '@', '\\', '\n', '\t', '\b', '\0', ' ', 'ü', '"', '.', ':'
        };
        Random random = new Random(1964);
        for (int i = 0; i < 5_000; i++) {
            List<String> components = new ArrayList<>();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                components.add(word(alphabet, random, random.nextInt(6)));
            }
            String realm = word(alphabet, random, 1 + random.nextInt(6)).replace('\0', 'R');
            Principal principal = new Principal(new PrincipalName(1, components), RealmName.of(realm));
            assertThat(Principal.parse(principal.toString())).isEqualTo(principal);
        }
    }

    private static String word(char[] alphabet, Random random, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(alphabet[random.nextInt(alphabet.length)]);
        }
        return word.toString();
    }

    @Test
    @Tag("K-040")
    void theTypeOfANameNeverDecides() {
        PrincipalName name = new PrincipalName(NameType.PRINCIPAL, List.of("alice"));
        assertThat(name.withType(NameType.ENTERPRISE)).isEqualTo(name).hasSameHashCodeAs(name);
        assertThat(name.withType(NameType.ENTERPRISE).type()).isEqualTo(NameType.ENTERPRISE);
        assertThat(new PrincipalName(1, List.of("a", "b"))).isNotEqualTo(new PrincipalName(1, List.of("a/b")));
        assertThat(new PrincipalName(1, List.of("Alice"))).isNotEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "alice, 1",
        "alice/admin, 1",
        "krbtgt/BERGEN.EXAMPLE, 2",
        "kadmin/changepw, 2",
        "http/www.bergen.example, 3",
        "host/localhost, 3"
    })
    void theUsualTypeFollowsFromTheShape(String text, int type) {
        assertThat(Principal.parse(text, HOME).name().type()).isEqualTo(type);
    }

    @Test
    void aKrbtgtNamesTheTargetRealmAndBelongsToTheIssuer() {
        Principal krbtgt = Principal.krbtgt(RealmName.of("BERGEN.EXAMPLE"), HOME);
        assertThat(krbtgt).hasToString("krbtgt/BERGEN.EXAMPLE@LUEBECK.EXAMPLE");
        assertThat(krbtgt.name().isKrbtgt()).isTrue();
        assertThat(PrincipalName.of("krbtgt").isKrbtgt()).isFalse();
        assertThat(PrincipalName.of("http", "www").joined()).isEqualTo("httpwww");
    }

    @Test
    @Tag("K-043")
    void realmsAreComparedOctetForOctet() {
        assertThat(RealmName.of("luebeck.example")).isNotEqualTo(HOME);
        assertThatThrownBy(() -> RealmName.of("")).isInstanceOf(InvalidNameException.class);
        assertThatThrownBy(() -> RealmName.of("A\0B")).isInstanceOf(InvalidNameException.class);
    }
}
