package org.hanse.realmtrust.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The payload of a realm document: one form, closed, refused by name. */
class PayloadTest {
    private static final SigningRealm LUEBECK = SigningRealm.luebeck();
    private static final byte[] GOOD = DocumentWriter.write(LUEBECK.first().document());

    @Test
    void whatIsWrittenIsReadAsItWasMeant() throws DocumentFault {
        RealmDocument meant =
                LUEBECK.recoveryAfter(LUEBECK.first().sign(), LUEBECK.second).document();
        assertThat(DocumentReader.read(DocumentWriter.write(meant))).isEqualTo(meant);
    }

    @Test
    void whatNobodyWouldReadIsNotWritten() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DocumentWriter.write(
                        LUEBECK.first().urls("http://x.example").document()))
                .withMessageContaining("urls");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DocumentWriter.write(
                        LUEBECK.first().issued(SigningRealm.NOON.plusMillis(1)).document()))
                .withMessageContaining("otherwise than it is meant");
    }

    @Test
    @Tag("T-015")
    void unknownMembersArePassedOver() throws DocumentFault {
        byte[] more = altered(members -> {
            members.put("motto", "Concordia domi foris pax");
            members.put("nested", Map.of("a", List.of(1L, true, Map.of("b", "c"))));
        });
        assertThat(DocumentReader.read(more)).isEqualTo(DocumentReader.read(GOOD));
    }

    @Test
    @Tag("T-015")
    void trustsAreToldInOneFormAndNotWithoutEnd() throws DocumentFault {
        List<String> most = IntStream.range(0, RealmDocument.MOST_TRUSTS)
                .mapToObj(i -> String.format("R%04d", i))
                .toList();
        assertThat(DocumentReader.read(altered(members -> members.put("trusts", most)))
                        .trusts())
                .hasSize(RealmDocument.MOST_TRUSTS);
        List<String> more = new ArrayList<>(most);
        more.add("R9999");
        for (Object wrong : List.of(more, List.of(), List.of("B", "A"), List.of("A", "A"), List.of("a"), "A")) {
            assertRefused(altered(members -> members.put("trusts", wrong)), DocumentReason.MEMBER_WRONG);
        }
        assertRefused(
                altered(members -> members.put("trusts", List.of("LUEBECK.EXAMPLE"))), DocumentReason.CONTRADICTION);
    }

    @Test
    @Tag("T-015")
    void whatIsCriticalAndUnknownIsRefused() {
        byte[] more = altered(members -> {
            members.put("motto", "Concordia domi foris pax");
            members.put("critical", List.of("motto"));
        });
        assertRefused(more, DocumentReason.UNKNOWN_CRITICAL);
    }

    @Test
    void whatIsCriticalAndKnownMustBeThere() throws DocumentFault {
        DocumentReader.read(altered(members -> members.put("critical", List.of("kdcs"))));
        assertRefused(
                altered(members -> members.put("critical", List.of("recoveryKey"))), DocumentReason.MEMBER_MISSING);
    }

    @Test
    @Tag("T-015")
    void aMemberThatComesTwiceIsRefused() {
        assertRefused(text("\"version\":1", "\"version\":1,\"version\":2"), DocumentReason.DUPLICATE_MEMBER);
    }

    @Test
    @Tag("T-015")
    void deepNestingIsRefused() {
        String deep = "[".repeat(20_000) + "]".repeat(20_000);
        assertRefused(text("\"version\":1", "\"version\":1,\"z\":" + deep), DocumentReason.NOT_JSON);
        assertRefused("[".repeat(50_000).getBytes(StandardCharsets.UTF_8), DocumentReason.NOT_JSON);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '"version":1'  | '"version": 1'
            '"version":1'  | '"version":1 '
            '"realm":"L'   | '"realm":"\\u004c'
            '"realm"'      | '"\\u0072ealm"'
            '"critical":[],'| ''
            '"version":1'  | '"version":01'
            '"version":1'  | '"version":1.0'
            '"version":1'  | '"version":1e0'
            '"version":1'  | '"version":1e999'
            '"version":1'  | '"version":-0'
            '"version":1'  | '"version":NaN'
            '"version":1'  | '"version":null'
            '"version":1'  | '"version":"1"'
            '"version":1'  | '"version":9007199254740992'
            '"version":1'  | '"version":99999999999999999999999999'
            '"version":1'  | '"version":1/**/'
            '"version":1'  | '"version":1,"zz":"\\ud800"'
            '"version":1'  | '"version":1,'
            """)
    @Tag("T-015")
    void anythingThatCouldBeReadInTwoWaysIsRefused(String old, String fresh) {
        DocumentReason reason = refusal(text(old, fresh)).reason();
        assertThat(reason)
                .isIn(
                        DocumentReason.NOT_STRICT_JSON,
                        DocumentReason.NOT_JSON,
                        DocumentReason.MEMBER_WRONG,
                        DocumentReason.MEMBER_MISSING);
    }

    @Test
    void octetsAroundTheObjectAreRefused() {
        String good = new String(GOOD, StandardCharsets.UTF_8);
        assertRefused((good + "\n").getBytes(StandardCharsets.UTF_8), DocumentReason.NOT_STRICT_JSON);
        assertRefused((good + "{}").getBytes(StandardCharsets.UTF_8), DocumentReason.NOT_JSON);
        assertRefused(("\ufeff" + good).getBytes(StandardCharsets.UTF_8), DocumentReason.NOT_STRICT_JSON);
        assertRefused(good.getBytes(StandardCharsets.UTF_16LE), DocumentReason.NOT_STRICT_JSON);
        assertRefused(new byte[0], DocumentReason.NOT_JSON);
        assertRefused("null".getBytes(StandardCharsets.UTF_8), DocumentReason.NOT_JSON);
        assertRefused(
                new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'}, DocumentReason.NOT_STRICT_JSON);
    }

    /** RFC 8785 §3.2: names in order, the few escapes, anything else as it is. */
    @Test
    void theOneFormIsThatOfRfc8785() {
        Map<String, Object> object = Map.of("b", 1L, "a", "\u20ac$\u000f\nA'B\"\\\ud83d\ude00\u007f", "\u00f6", true);
        assertThat(new String(JsonForm.write(object), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\ud83d\ude00\u007f\",\"b\":1,\"\u00f6\":true}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local.test", "LOCAL.TEST.", ".LOCAL", "LOCAL..TEST", "LOCAL,TEST", "LOCAL\\\\TEST", "LOCAL TEST",
                "L\u041eCAL.TEST", "LOCAL/TEST", "LOCAL@TEST", "-LOCAL", "LOCAL_TEST", "WELLKNOWN:ANONYMOUS", ""
            })
    @Tag("T-005")
    void namesOfRealmsThatLookLikeOthersAreRefused(String name) {
        DocumentFault fault = refusal(text("\"realm\":\"LUEBECK.EXAMPLE\"", "\"realm\":\"" + name + "\""));
        assertThat(fault.reason()).isEqualTo(DocumentReason.MEMBER_WRONG);
        assertThat(fault).hasMessageEndingWith(": realm");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-25T12:00:00", "2026-11-25T12:00:00+00:00", "2026-11-25T12:00:00.0Z", "2026-11-25 12:00:00Z",
                "2026-02-30T12:00:00Z", "2026-11-25T24:00:00Z", "2026-11-25T12:00:60Z", "2026-13-01T12:00:00Z",
                "1926-11-25T12:00:00Z"
            })
    void timesHaveOneForm(String time) {
        assertRefused(
                text("\"issued\":\"2026-11-25T12:00:00Z\"", "\"issued\":\"" + time + "\""),
                DocumentReason.MEMBER_WRONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a.example",
                "https://a.example/",
                "https://A.example",
                "https://a.example:0",
                "https://a.example:65536",
                "https://u@a.example",
                "https://a.example?x",
                "https://",
                "file:///etc/passwd",
                "https://a..example",
                "https://[::1",
                "HTTPS://a.example",
                "https://a.example:443 "
            })
    void urlsAreRootsOfHttpsServers(String url) {
        assertRefused(altered(members -> members.put("urls", List.of(url))), DocumentReason.MEMBER_WRONG);
    }

    @Test
    void urlsMayNameAddressesAndPorts() throws DocumentFault {
        List<String> urls = List.of("https://a.example:8443", "https://192.0.2.1", "https://[2001:db8::1]:65535");
        RealmDocument read = DocumentReader.read(altered(members -> members.put("urls", urls)));
        assertThat(read.endpoints().urls()).isEqualTo(urls);
    }

    @Test
    void keysAreInOneBase64AndOfTheirLength() {
        String key = members(GOOD).get("signingKeys").toString();
        assertThat(key).contains("ed25519");
        alterKey("ed25519", old -> old.substring(0, 42) + flippedUnusedBits(old.charAt(42)) + "=");
        alterKey("ed25519", old -> old.substring(0, 43));
        alterKey("ed25519", old -> old + "AAAA");
        alterKey("ed25519", old -> "//" + old.substring(2, 43) + "\n");
        alterKey("ed25519", old -> "_" + old.substring(1));
        alterKey("mlDsa65", old -> old.substring(4));
        // No point of the curve has this encoding.
        alterKey("ed25519", old -> "Ag" + "A".repeat(41) + "=");
    }

    private static char flippedUnusedBits(char last) {
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        return digits.charAt(digits.indexOf(last) ^ 1);
    }

    private static void alterKey(String half, java.util.function.UnaryOperator<String> change) {
        byte[] payload = altered(members -> {
            Map<String, Object> period = new java.util.TreeMap<>(period(members));
            period.put(half, change.apply((String) period.get(half)));
            members.put("signingKeys", List.of(period));
        });
        DocumentFault fault = refusal(payload);
        assertThat(fault.reason()).isEqualTo(DocumentReason.MEMBER_WRONG);
        assertThat(fault).hasMessageEndingWith(half);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> period(Map<String, Object> members) {
        return (Map<String, Object>) ((List<?>) members.get("signingKeys")).get(0);
    }

    @Test
    @Tag("T-007")
    void enctypesThatWereGivenUpAreRefused() {
        for (String weak : List.of("arcfour-hmac", "rc4-hmac", "des3-cbc-sha1", "des-cbc-crc")) {
            assertRefused(
                    altered(members -> members.put("enctypes", List.of("aes256-cts-hmac-sha384-192", weak))),
                    DocumentReason.WEAK_ENCTYPE);
        }
    }

    @Test
    void enctypesOfTheFutureArePassedOverIfOneIsKnown() throws DocumentFault {
        RealmDocument read = DocumentReader.read(
                altered(members -> members.put("enctypes", List.of("aes256-gcm", "aes256-cts-hmac-sha384-192"))));
        assertThat(read.enctypes()).extracting(Object::toString).containsExactly("aes256-cts-hmac-sha384-192");
        assertRefused(
                altered(members -> members.put("enctypes", List.of("aes256-gcm", "aes256-sha1"))),
                DocumentReason.MEMBER_WRONG);
    }

    @Test
    void eachMemberButThreeMustBeThere() {
        for (String name : members(GOOD).keySet()) {
            DocumentReason reason =
                    refusal(altered(members -> members.remove(name))).reason();
            assertThat(reason)
                    .as(name)
                    .isEqualTo(name.equals("type") ? DocumentReason.OTHER_TYPE : DocumentReason.MEMBER_MISSING);
        }
    }

    @Test
    void eachMemberIsOfItsKind() {
        for (String name : members(GOOD).keySet()) {
            for (Object other : List.of("", 0L, -1L, true, List.of(1L), Map.of("a", 1L), List.of("a", "a"))) {
                DocumentReason reason =
                        refusal(altered(members -> members.put(name, other))).reason();
                assertThat(reason)
                        .as(name + " " + other)
                        .isIn(
                                DocumentReason.MEMBER_WRONG,
                                DocumentReason.OTHER_TYPE,
                                DocumentReason.UNKNOWN_CRITICAL,
                                DocumentReason.MEMBER_MISSING);
            }
        }
    }

    @Test
    @Tag("T-015")
    void listsAreBounded() {
        List<String> many = java.util.stream.IntStream.range(0, 257)
                .mapToObj(i -> "d" + i + ".example")
                .toList();
        assertRefused(altered(members -> members.put("domains", many)), DocumentReason.MEMBER_WRONG);
        assertRefused(
                altered(members -> members.put("signingKeys", java.util.Collections.nCopies(5, period(members)))),
                DocumentReason.MEMBER_WRONG);
    }

    @Test
    void anotherTypeIsRefusedBeforeAnythingElse() {
        assertRefused(
                altered(members -> {
                    members.clear();
                    members.put("type", "hanse-realm-document-v2");
                }),
                DocumentReason.OTHER_TYPE);
    }

    @Test
    void whatContradictsItselfIsRefused() {
        SignedDocument before = LUEBECK.first().sign();
        contradiction(LUEBECK.first().life(Duration.ZERO));
        contradiction(LUEBECK.first().life(Duration.ofDays(91)));
        contradiction(LUEBECK.first().version(2));
        contradiction(LUEBECK.after(before).version(1));
        contradiction(LUEBECK.first().by(LUEBECK.second));
        contradiction(LUEBECK.first().keys(LUEBECK.second, LUEBECK.first));
        contradiction(LUEBECK.first().keys(LUEBECK.first, LUEBECK.first));
        contradiction(LUEBECK.first().keys(LUEBECK.first, LUEBECK.recovery));
        contradiction(LUEBECK.first()
                .periods(new SigningPeriod(LUEBECK.first.publicKey(), SigningRealm.NOON, SigningRealm.NOON)));
        contradiction(LUEBECK.recoveryAfter(before, LUEBECK.second).by(LUEBECK.first));
        contradiction(LUEBECK.recoveryAfter(before, LUEBECK.recovery).recovery(LUEBECK.third));
    }

    private static void contradiction(SigningRealm.Draft draft) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DocumentWriter.write(draft.document()))
                .withMessageContaining("says two things");
    }

    static Map<String, Object> members(byte[] payload) {
        try {
            return JsonForm.read(payload);
        } catch (DocumentFault fault) {
            throw new AssertionError(fault);
        }
    }

    static byte[] altered(Consumer<Map<String, Object>> change) {
        Map<String, Object> members = members(GOOD);
        change.accept(members);
        return JsonForm.write(members);
    }

    private static byte[] text(String old, String fresh) {
        String good = new String(GOOD, StandardCharsets.UTF_8);
        assertThat(good).contains(old);
        return good.replace(old, fresh).getBytes(StandardCharsets.UTF_8);
    }

    private static void assertRefused(byte[] payload, DocumentReason reason) {
        assertThat(refusal(payload).reason()).isEqualTo(reason);
    }

    private static DocumentFault refusal(byte[] payload) {
        DocumentFault fault = catchThrowableOfType(DocumentFault.class, () -> DocumentReader.read(payload));
        assertThat(fault).isNotNull();
        return fault;
    }
}
