package org.hanse.realmtrust.introduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hanse.realmtrust.introduction.Acquaintances.NOON;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hanse.realmtrust.document.ContentType;
import org.hanse.realmtrust.document.DocumentFault;
import org.hanse.realmtrust.document.DocumentReason;
import org.hanse.realmtrust.document.PlainVerifier;
import org.hanse.realmtrust.document.SignedPayload;
import org.hanse.realmtrust.document.SigningPublicKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The committed vectors are what the seeds make ({@code -Dvectors.write=true} writes them), and are read as their names say. */
class IntroductionVectorsTest {
    private static final Path FOLDER = Path.of("src/test/resources/vectors/introduction");

    private final Acquaintances realms = new Acquaintances();
    private final SignedRequest request = realms.request(realms.luebeck, realms.visby, realms.bergen, NOON);
    private final SignedIntroduction introduction = realms.introduction(NOON);
    private final byte[] payload = IntroductionForm.write(introduction.introduction());

    private Map<String, byte[]> all() {
        Map<String, byte[]> vectors = new TreeMap<>(bad());
        vectors.put("good-1-request", request.encoded().toByteArray());
        vectors.put("good-2-introduction", introduction.encoded().toByteArray());
        return vectors;
    }

    /** Read as introductions. */
    private Map<String, byte[]> bad() {
        Map<String, byte[]> vectors = new TreeMap<>();
        vectors.put("OTHER_TYPE-request", request.encoded().toByteArray());
        vectors.put("OTHER_CONTENT_TYPE-list", signed(ContentType.FEDERATION_LIST, payload));
        vectors.put(
                "MEMBER_WRONG-one-realm",
                altered("},{\"id\":\"" + realms.luebeck.id(), "}],\"realmz\":[{\"id\":\"" + realms.luebeck.id()));
        vectors.put("MEMBER_WRONG-url-http", altered("https://kdc.bergen", "http://kdc.bergen"));
        vectors.put("CONTRADICTION-introduces-itself", altered("LUEBECK.EXAMPLE", "VISBY.EXAMPLE"));
        vectors.put("CONTRADICTION-order", altered("BERGEN.EXAMPLE", "MALMOE.EXAMPLE"));
        vectors.put("CONTRADICTION-lives-a-year", altered("\"expires\":\"2026-12", "\"expires\":\"2027-11"));
        return vectors;
    }

    private byte[] altered(String old, String fresh) {
        String text = new String(payload, StandardCharsets.UTF_8);
        assertThat(text).contains(old);
        return signed(ContentType.INTRODUCTION, text.replace(old, fresh).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] signed(ContentType type, byte[] anything) {
        return SignedPayload.sign(type, anything, realms.visby.signingKey(), realms.random)
                .encoded()
                .toByteArray();
    }

    @Test
    void theCommittedFilesAreWhatTheSeedsMake() throws IOException {
        Map<String, byte[]> all = all();
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
    void theGoodOnesAreRead() throws DocumentFault {
        assertThat(SignedRequest.read(request.encoded().toByteArray()).request())
                .isEqualTo(request.request());
        assertThat(SignedIntroduction.read(introduction.encoded().toByteArray()))
                .isEqualTo(introduction);
    }

    @Test
    @Tag("T-015")
    void eachBadOneIsRefusedForTheReasonInItsName() {
        bad().forEach((name, octets) -> {
            DocumentFault fault = catchThrowableOfType(DocumentFault.class, () -> SignedIntroduction.read(octets));
            assertThat(fault).as(name).isNotNull();
            assertThat(fault.reason()).as(name).isEqualTo(DocumentReason.valueOf(name.replaceFirst("-.*", "")));
        });
    }

    @Test
    @Tag("T-015")
    void whatIsTooLongIsRefusedUnread() {
        byte[] tooLong = new byte[SignedIntroduction.LONGEST + 1];
        assertThat(catchThrowableOfType(DocumentFault.class, () -> SignedIntroduction.read(tooLong))
                        .reason())
                .isEqualTo(DocumentReason.TOO_LARGE);
        assertThat(catchThrowableOfType(DocumentFault.class, () -> SignedRequest.read(tooLong))
                        .reason())
                .isEqualTo(DocumentReason.TOO_LARGE);
    }

    @Test
    void theSecondVerifierTakesTheGoodOnes() throws GeneralSecurityException {
        verified(request.encoded().toByteArray(), realms.luebeck.signingKey().publicKey());
        verified(introduction.encoded().toByteArray(), realms.visby.signingKey().publicKey());
    }

    private static void verified(byte[] octets, SigningPublicKey key) throws GeneralSecurityException {
        assertThat(PlainVerifier.verifies(
                        PlainVerifier.INTRODUCTION,
                        octets,
                        key.ed25519().toByteArray(),
                        key.mlDsa65().toByteArray()))
                .isTrue();
    }

    @Test
    void theFuzzerBeginsWithBoth() throws IOException, DocumentFault {
        byte[] one = Files.readAllBytes(Path.of("src/test/resources/fuzz/introduction/introduction.json"));
        assertThat(IntroductionForm.introduction(one)).isEqualTo(introduction.introduction());
        byte[] other = Files.readAllBytes(Path.of("src/test/resources/fuzz/introduction/request.json"));
        assertThat(IntroductionForm.request(other)).isEqualTo(request.request());
        IntroductionFuzz.fuzzerTestOneInput(one);
        IntroductionFuzz.fuzzerTestOneInput(other);
    }
}
