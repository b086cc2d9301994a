package org.hanse.realmtrust.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hanse.realmtrust.federation.SigningFederation.BERGEN;
import static org.hanse.realmtrust.federation.SigningFederation.LUEBECK;
import static org.hanse.realmtrust.federation.SigningFederation.NOON;
import static org.hanse.realmtrust.federation.SigningFederation.VISBY;
import static org.hanse.realmtrust.federation.SigningFederation.id;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.hanse.realmtrust.document.ContentType;
import org.hanse.realmtrust.document.DocumentFault;
import org.hanse.realmtrust.document.DocumentReason;
import org.hanse.realmtrust.document.PlainVerifier;
import org.hanse.realmtrust.document.SignedPayload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The committed vectors are what the seeds make ({@code -Dvectors.write=true} writes them), and are judged as their names say. */
class ListVectorsTest {
    private static final Path FOLDER = Path.of("src/test/resources/vectors/federation");
    private static final Instant NOW = NOON.plusSeconds(6 * 3600);

    private final SigningFederation federation = SigningFederation.hanse();
    private final SignedList one = federation.first(LUEBECK, BERGEN);
    private final SignedList two = federation.announcing(one, LUEBECK, BERGEN, VISBY);
    private final SignedList three =
            federation.next(Optional.of(two), two.list().signingKeys().get(1).from(), LUEBECK, VISBY);
    private final byte[] payload = ListWriter.write(two.list());

    private Map<String, byte[]> good() {
        Map<String, byte[]> vectors = new TreeMap<>();
        vectors.put("good-1-first", encoded(one));
        vectors.put("good-2-names-a-second-key", encoded(two));
        vectors.put("good-3-by-the-second-key", encoded(three));
        return vectors;
    }

    /** Each is shown as what follows the first. */
    private Map<String, byte[]> bad() {
        Map<String, byte[]> vectors = new TreeMap<>();
        byte[] document = SignedPayload.sign(ContentType.REALM_DOCUMENT, payload, federation.first, federation.random)
                .encoded()
                .toByteArray();
        vectors.put("OTHER_CONTENT_TYPE-realm-document", document);
        vectors.put("WRONG_SIGNERS-names-another", signed(payload, federation.second));
        byte[] flipped = encoded(two);
        flipped[flipped.length - 2000] ^= 1;
        vectors.put("SIGNATURE_WRONG-ml-dsa", flipped);
        vectors.put("DUPLICATE_MEMBER-version", altered("\"version\":2", "\"version\":2,\"version\":3"));
        vectors.put("NOT_STRICT_JSON-space", altered("\"version\":2", "\"version\": 2"));
        vectors.put("NOT_JSON-nine-levels", altered("\"version\":2", "\"version\":2,\"z\":[[[[[[[[]]]]]]]]"));
        vectors.put("OTHER_TYPE-version-2", altered("list-v1", "list-v2"));
        vectors.put("UNKNOWN_CRITICAL-region", altered("\"critical\":[]", "\"critical\":[\"region\"]"));
        vectors.put("MEMBER_MISSING-members", altered("\"members\":", "\"memberz\":"));
        vectors.put("MEMBER_WRONG-not-in-order", altered("BERGEN.EXAMPLE", "XANTEN.EXAMPLE"));
        vectors.put("MEMBER_WRONG-one-twice", altered("\"realm\":\"VISBY", "\"realm\":\"LUEBECK"));
        vectors.put(
                "MEMBER_WRONG-url-with-a-path", altered("https://kdc.bergen.example", "https://bergen.example/kdc"));
        vectors.put("CONTRADICTION-one-id-two-names", altered("3".repeat(64), "2".repeat(64)));
        vectors.put("CONTRADICTION-no-predecessor", altered("\"version\":2", "\"version\":1"));
        vectors.put("CONTRADICTION-lives-two-years", altered("\"expires\":\"2027", "\"expires\":\"2028"));
        vectors.put("OTHER_FEDERATION", altered("hanse.example", "north.example"));
        vectors.put("SIGNER_NOT_ALLOWED", encoded(three));
        vectors.put(
                "TWO_OF_ONE_VERSION",
                altered("\"version\":2", "\"version\":1", "\"predecessor\":\"" + one.hash() + "\",", ""));
        return vectors;
    }

    private byte[] altered(String... oldAndNew) {
        String text = new String(payload, StandardCharsets.UTF_8);
        for (int i = 0; i < oldAndNew.length; i += 2) {
            assertThat(text).contains(oldAndNew[i]);
            text = text.replace(oldAndNew[i], oldAndNew[i + 1]);
        }
        return signed(text.getBytes(StandardCharsets.UTF_8), federation.first);
    }

    private byte[] signed(byte[] anything, org.hanse.realmtrust.document.RealmSigningKey key) {
        return SignedPayload.sign(ContentType.FEDERATION_LIST, anything, key, federation.random)
                .encoded()
                .toByteArray();
    }

    private static byte[] encoded(SignedList list) {
        return list.encoded().toByteArray();
    }

    @Test
    void theCommittedFilesAreWhatTheSeedsMake() throws IOException {
        Map<String, byte[]> all = new TreeMap<>(good());
        all.putAll(bad());
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
    void theGoodOnesFollowEachOther() throws DocumentFault {
        Optional<SignedList> known = Optional.empty();
        for (byte[] octets : new ArrayList<>(good().values())) {
            SignedList next = SignedList.read(octets);
            assertThat(ListSuccession.judge(
                            federation.name,
                            id(federation.first),
                            known,
                            next,
                            next.list().issued()))
                    .isEqualTo(new ListOutcome.Accepted(next));
            known = Optional.of(next);
        }
    }

    @Test
    @Tag("T-015")
    void eachBadOneIsRefusedForTheReasonInItsName() {
        bad().forEach((name, octets) ->
                assertThat(reasonOf(octets)).as(name).isEqualTo(DocumentReason.valueOf(name.replaceFirst("-.*", ""))));
    }

    private DocumentReason reasonOf(byte[] octets) {
        SignedList[] read = new SignedList[1];
        DocumentFault fault = catchThrowableOfType(DocumentFault.class, () -> read[0] = SignedList.read(octets));
        if (fault != null) {
            return fault.reason();
        }
        return ListSuccession.judge(federation.name, id(federation.first), Optional.of(one), read[0], NOW)
                .fold(
                        accepted -> {
                            throw new AssertionError("accepted");
                        },
                        unchanged -> {
                            throw new AssertionError("unchanged");
                        },
                        ListOutcome.Refused::reason);
    }

    @Test
    @Tag("T-015")
    void whatIsTooLongIsRefusedUnread() {
        DocumentFault fault =
                catchThrowableOfType(DocumentFault.class, () -> SignedList.read(new byte[SignedList.LONGEST + 1]));
        assertThat(fault.reason()).isEqualTo(DocumentReason.TOO_LARGE);
    }

    /** A second verifier, with raw keys alone: each list shows its keys, the old one before the new one. */
    @Test
    void theSecondVerifierTakesTheGoodOnes() throws GeneralSecurityException {
        for (byte[] list : good().values()) {
            byte[][] keys = PlainVerifier.keys(PlainVerifier.payload(PlainVerifier.FEDERATION_LIST, list));
            assertThat(PlainVerifier.verifies(PlainVerifier.FEDERATION_LIST, list, keys[0], keys[1]))
                    .isTrue();
        }
    }

    @Test
    void theFuzzerBeginsWithAList() throws IOException, DocumentFault {
        byte[] seed = Files.readAllBytes(Path.of("src/test/resources/fuzz/list/first.json"));
        assertThat(ListReader.read(ListFuzz.withKey(seed))).isEqualTo(one.list());
        ListFuzz.fuzzerTestOneInput(seed);
        ListFuzz.fuzzerTestOneInput(federation.draft(LUEBECK).write());
    }

    /** As large as a list may be: it is read, and no list of a larger federation is signed. */
    @Test
    @Tag("T-015")
    void tenThousandMembersFitAndOneMoreDoesNot() throws DocumentFault {
        List<FederationMember> members = new ArrayList<>();
        for (int i = 0; i <= FederationList.MOST_MEMBERS; i++) {
            String realm = "CITY-%05d.EXAMPLE".formatted(i);
            members.add(new FederationMember(
                    org.hanse.protocol.name.RealmName.of(realm),
                    new org.hanse.realmtrust.document.Fingerprint("%064x".formatted(i)),
                    "https://kdc.city-%05d.example".formatted(i)));
        }
        SignedList large = federation.first(members.subList(1, members.size()).toArray(FederationMember[]::new));
        assertThat(SignedList.read(encoded(large))).isEqualTo(large);
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> federation.first(members.toArray(FederationMember[]::new)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
