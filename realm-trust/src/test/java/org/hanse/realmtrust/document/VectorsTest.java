package org.hanse.realmtrust.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The committed vectors are what the seeds make ({@code -Dvectors.write=true} writes them), and both verifiers judge them as they must. */
class VectorsTest {
    private static final Path FOLDER = Path.of("src/test/resources/vectors/document");
    private static final Instant NOW = SigningRealm.NOON.plusSeconds(6 * 3600);

    private final Vectors vectors = new Vectors();

    @Test
    void theCommittedFilesAreWhatTheSeedsMake() throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        all.putAll(vectors.good());
        all.putAll(vectors.badSignatures());
        all.putAll(vectors.badPayloads());
        all.putAll(vectors.badSuccessors());
        if (Boolean.getBoolean("vectors.write")) {
            Files.createDirectories(FOLDER);
            for (Map.Entry<String, byte[]> vector : all.entrySet()) {
                Files.write(FOLDER.resolve(vector.getKey() + ".der"), vector.getValue());
            }
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".der", "")))
                    .containsExactlyInAnyOrderElementsOf(all.keySet());
        }
        for (Map.Entry<String, byte[]> vector : all.entrySet()) {
            assertThat(Files.readAllBytes(FOLDER.resolve(vector.getKey() + ".der")))
                    .as(vector.getKey())
                    .isEqualTo(vector.getValue());
        }
    }

    @Test
    void theGoodOnesAreAHistory() throws DocumentFault {
        List<SignedDocument> documents = new ArrayList<>();
        for (byte[] octets : vectors.good().values()) {
            documents.add(SignedDocument.read(octets));
        }
        FirstContactOutcome outcome =
                FirstContact.judge(vectors.realm.name, Optional.of(vectors.realmId()), documents, NOW);
        assertThat(outcome).isInstanceOf(FirstContactOutcome.Known.class);
        assertThat(documents.get(3).document().isRecovery()).isTrue();
    }

    @Test
    @Tag("T-007")
    @Tag("T-015")
    @Tag("T-020")
    void eachBadOneIsRefusedForTheReasonInItsName() {
        vectors.badSignatures().forEach(this::assertRefused);
        vectors.badPayloads().forEach(this::assertRefused);
        vectors.badSuccessors().forEach(this::assertRefused);
    }

    private void assertRefused(String name, byte[] octets) {
        DocumentReason reason = DocumentReason.valueOf(name.replaceFirst("-.*", ""));
        assertThat(reasonOf(octets)).as(name).isEqualTo(reason);
    }

    /** As a second document of the realm. */
    private DocumentReason reasonOf(byte[] octets) {
        SignedDocument[] read = new SignedDocument[1];
        DocumentFault fault = catchThrowableOfType(DocumentFault.class, () -> read[0] = SignedDocument.read(octets));
        if (fault != null) {
            return fault.reason();
        }
        KeyHistory known = vectors.realm.known(vectors.first);
        return Succession.judge(known, read[0], NOW)
                .fold(new SuccessionOutcome.Cases<>(
                        accepted -> {
                            throw new AssertionError("accepted");
                        },
                        unchanged -> {
                            throw new AssertionError("unchanged");
                        },
                        conflict -> {
                            throw new AssertionError("conflict");
                        },
                        SuccessionOutcome.Refused::reason));
    }

    /** What {@code scripts/fuzz document} begins with is a document: else it would never get further than the first octets. */
    @Test
    void theFuzzerBeginsWithADocument() throws IOException, DocumentFault {
        byte[] seed = Files.readAllBytes(Path.of("src/test/resources/fuzz/document/first.json"));
        assertThat(DocumentReader.read(DocumentFuzz.withKey(seed))).isEqualTo(vectors.first.document());
        DocumentFuzz.fuzzerTestOneInput(seed);
    }

    /** A second verifier, with raw keys alone: each document's signer is in the one before, or shows itself as the recovery key. */
    @Test
    void theSecondVerifierTakesTheGoodOnes() throws GeneralSecurityException {
        List<byte[]> documents = new ArrayList<>(vectors.good().values());
        byte[][] firstKeys = PlainVerifier.keys(PlainVerifier.payload(documents.get(0)));
        assertThat(PlainVerifier.fingerprint(firstKeys[0], firstKeys[1]))
                .isEqualTo(vectors.realmId().octets().toByteArray());
        assertThat(verifies(documents.get(0), firstKeys, 0)).isTrue();
        assertThat(verifies(documents.get(1), firstKeys, 0)).isTrue();
        byte[][] secondKeys = PlainVerifier.keys(PlainVerifier.payload(documents.get(1)));
        assertThat(verifies(documents.get(2), secondKeys, 1)).isTrue();
        assertThat(verifies(documents.get(2), secondKeys, 0)).isFalse();
        // In the payload "recoveryKey" comes before "signingKeys".
        assertThat(verifies(documents.get(3), PlainVerifier.keys(PlainVerifier.payload(documents.get(3))), 0))
                .isTrue();
    }

    @Test
    void theSecondVerifierRefusesWhatIsSignedBadlyAndFindsTheRestSignedWell() throws GeneralSecurityException {
        byte[][] keys = PlainVerifier.keys(PlainVerifier.payload(vectors.good().get("good-1-first")));
        for (Map.Entry<String, byte[]> bad : vectors.badSignatures().entrySet()) {
            assertThat(verifies(bad.getValue(), keys, 0)).as(bad.getKey()).isFalse();
        }
        for (Map.Entry<String, byte[]> bad : vectors.badPayloads().entrySet()) {
            assertThat(verifies(bad.getValue(), keys, 0)).as(bad.getKey()).isTrue();
        }
    }

    private static boolean verifies(byte[] document, byte[][] keys, int pair) throws GeneralSecurityException {
        return PlainVerifier.verifies(document, keys[2 * pair], keys[2 * pair + 1]);
    }
}
