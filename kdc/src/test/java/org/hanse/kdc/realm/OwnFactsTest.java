package org.hanse.kdc.realm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.DocumentFacts;
import org.hanse.realmtrust.document.Publication;
import org.hanse.realmtrust.document.RealmDocument;
import org.hanse.realmtrust.document.RealmIdentity;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.hanse.realmtrust.trust.TrustState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a realm says of itself. */
class OwnFactsTest {
    private static final RealmName LUEBECK = RealmName.of("LUEBECK.EXAMPLE");

    @TempDir
    Path home;

    private DocumentFacts facts(List<String> peers) {
        List<Trust> trusts = peers.stream()
                .map(peer -> new Trust(
                        RealmName.of(peer),
                        TrustPolicy.DEFAULT,
                        TrustState.ACTIVE,
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of()))
                .toList();
        return OwnFacts.of(home, RealmSettings.defaults(LUEBECK, "kdc.luebeck.example"), trusts);
    }

    private static RealmDocument published(DocumentFacts facts) {
        SecureRandom random = new SecureRandom();
        return Publication.due(
                        RealmIdentity.create(LUEBECK, random), facts, Instant.parse("2026-11-25T12:00:00Z"), random)
                .orElseThrow()
                .history()
                .orElseThrow()
                .head();
    }

    /** With more friends than a document has room for a realm still has a document. */
    @Test
    void moreTrustsThanThereIsRoomForAreToldInPart() {
        List<String> brief = IntStream.range(0, 2000).mapToObj(i -> "R" + i).toList();
        assertThat(published(facts(brief)).trusts()).hasSize(RealmDocument.MOST_TRUSTS);

        String label = "A".repeat(60);
        List<String> longest = IntStream.range(1000, 1600)
                .mapToObj(i -> i + "." + label + "." + label + "." + label + "." + label)
                .toList();
        assertThat(published(facts(longest)).trusts()).hasSizeBetween(90, 110);
    }

    @Test
    void namesThatNoDocumentCanHaveAreLeftOut() {
        assertThat(published(facts(List.of("bergen.example", "BERGEN.EXAMPLE", "AD_1")))
                        .trusts())
                .containsExactly(RealmName.of("BERGEN.EXAMPLE"));
    }
}
