package org.hanse.realmtrust.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.hanse.protocol.name.RealmName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ComparisonCodeTest {
    private static final RealmName LUEBECK = RealmName.of("LUEBECK.EXAMPLE");
    private static final RealmName BERGEN = RealmName.of("BERGEN.EXAMPLE");
    private static final Fingerprint ID = new Fingerprint("0123456789abcdef".repeat(4));

    /** Reckoned by another program, as docs/federation.md says. */
    @Test
    void aCodeIsMadeAsTheDocumentationSays() {
        assertThat(ComparisonCode.of(LUEBECK, ID, BERGEN).text()).isEqualTo("TQHV-V40G-TK7P-T26V-YR4B");
    }

    /** Who stands between shows another id, and so another code; and a code that B reads to A is none that A shows. */
    @Test
    @Tag("T-001")
    void anotherIdOrNameOrDirectionIsAnotherCode() {
        Fingerprint other = new Fingerprint("0123456789abcdee" + "0123456789abcdef".repeat(3));
        Set<ComparisonCode> codes = new HashSet<>();
        codes.add(ComparisonCode.of(LUEBECK, ID, BERGEN));
        codes.add(ComparisonCode.of(LUEBECK, other, BERGEN));
        codes.add(ComparisonCode.of(BERGEN, ID, LUEBECK));
        codes.add(ComparisonCode.of(LUEBECK, ID, RealmName.of("VISBY.EXAMPLE")));
        codes.add(ComparisonCode.of(RealmName.of("LUEBECK.EXAMPLEB"), ID, RealmName.of("ERGEN.EXAMPLE")));
        assertThat(codes).hasSize(5);
    }

    @Test
    void whatPeopleTypeIsUnderstood() {
        ComparisonCode code = new ComparisonCode("0123-ABCD-EFGH-JKMN-PQ1Z");
        assertThat(code.isTyped("0123-ABCD-EFGH-JKMN-PQ1Z")).isTrue();
        assertThat(code.isTyped(" o123abcd efgh jkmn pqLz")).isTrue();
        assertThat(code.isTyped("0123-ABCD-EFGH-JKMN-PQ1Y")).isFalse();
        assertThat(code.isTyped("0123-ABCD-EFGH-JKMN")).isFalse();
        assertThat(code.isTyped("")).isFalse();
    }
}
