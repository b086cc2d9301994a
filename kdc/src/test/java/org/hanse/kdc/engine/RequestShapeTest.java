package org.hanse.kdc.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.hanse.kdc.engine.TestRealm.NOON;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hanse.kdc.audit.Origin.Transport;
import org.hanse.kdc.audit.Reason;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine answers to requests that are odd in their form, RFC 4120 §5. */
class RequestShapeTest {
    private static final String WEB = "HTTP/www.luebeck.example";
    private static final int TILL = 5;
    private static final int NONCE = 7;
    private static final int ETYPE = 8;

    private final TestRealm realm =
            TestRealm.named("LUEBECK.EXAMPLE").withUser("ann").withService(WEB);

    // ---- whole messages

    @Test
    @Tag("K-001")
    @Tag("K-002")
    void everyOtherFirstOctetGetsSilenceOverUdpAndMsgTypeOverTcp() {
        byte[] message = proving().encoded();
        for (int first = 0; first < 256; first++) {
            if (first == 0x6A || first == 0x6C) {
                continue;
            }
            message[0] = (byte) first;
            refused(message, Reason.NOT_A_KDC_REQUEST, WireCode.KRB_AP_ERR_MSG_TYPE, false);
        }
    }

    @Test
    @Tag("K-001")
    void ourOwnAnswersGetNoAnswer() {
        byte[] reply = proving().raw();
        byte[] error = Asking.as(realm, "nobody").raw();

        assertThat(realm.answer(reply, Transport.UDP)).isEmpty();
        assertThat(realm.answer(error, Transport.UDP)).isEmpty();
    }

    @Test
    @Tag("K-016")
    void indefiniteLengthsInOneAnotherAreRefusedWhereTheyAreRead() {
        // As deep as the largest message allows, and deeper.
        byte[] deep = indefinite(60_000);
        Asking.as(realm, "ann").add(new PaData(99, Octets.wrap(deep))).refused(WireCode.KDC_ERR_PREAUTH_REQUIRED);
        Asking.as(realm, "ann")
                .add(new PaData(PaType.ENC_TIMESTAMP, Octets.wrap(deep)))
                .refused(WireCode.KDC_ERR_PREAUTH_FAILED);
        assertThat(realm.lastRecord().refused()).contains(Reason.TIMESTAMP_MALFORMED);
        byte[] tooDeep = Asking.as(realm, "ann")
                .add(new PaData(PaType.ENC_TIMESTAMP, Octets.wrap(indefinite(100_000))))
                .encoded();
        refused(tooDeep, Reason.REQUEST_TOO_LONG, WireCode.KRB_ERR_FIELD_TOOLONG, true);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    @Tag("K-017")
    @Tag("K-018")
    void lengthsThatAreNotTheShortestAreRefusedInTheBody(int padding) {
        // A right checksum does not help: octets that could be read in two ways are not read.
        for (boolean tgs : new boolean[] {false, true}) {
            Message message = new Message(tgs ? toWeb().encoded() : proving().encoded());
            message.field(NONCE).padding = 1 + padding;
            refused(message.encode(), Reason.REQUEST_MALFORMED, WireCode.KRB_ERR_GENERIC, false);
        }
    }

    @Test
    @Tag("K-018")
    void integersThatAreNotTheShortestAreRefused() {
        Message message = new Message(proving().encoded());
        message.value(NONCE).content = new byte[] {0, 5};
        refused(message.encode(), Reason.REQUEST_MALFORMED, WireCode.KRB_ERR_GENERIC, false);
    }

    // ---- fields

    @ParameterizedTest
    @ValueSource(ints = {TILL, NONCE, ETYPE})
    @Tag("K-019")
    void aMissingFieldIsNotMadeUp(int field) {
        Message message = new Message(proving().encoded());
        message.body().remove(message.field(field));
        refused(message.encode(), Reason.REQUEST_MALFORMED, WireCode.KRB_ERR_GENERIC, false);
    }

    @Test
    @Tag("K-019")
    void aFieldTwiceOrOutOfOrderIsRefused() {
        Message twice = new Message(proving().encoded());
        twice.body()
                .add(
                        twice.body().indexOf(twice.field(NONCE)),
                        twice.field(NONCE).copy());
        refused(twice.encode(), Reason.REQUEST_MALFORMED, WireCode.KRB_ERR_GENERIC, false);
        Message swapped = new Message(proving().encoded());
        int at = swapped.body().indexOf(swapped.field(NONCE));
        Collections.swap(swapped.body(), at, at + 1);
        refused(swapped.encode(), Reason.REQUEST_MALFORMED, WireCode.KRB_ERR_GENERIC, false);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 6, 0, -5, 0x105, 1L << 31})
    @Tag("K-021")
    void anotherVersionIsToldByBothTransports(long version) {
        for (byte[] good : List.of(proving().encoded(), toWeb().encoded())) {
            DerTree tree = DerTree.parse(good);
            DerTree pvno = tree.children.get(0).children.get(0);
            pvno.children.clear();
            pvno.content = DerTree.integer(version);
            refused(tree.encode(), Reason.REQUEST_WRONG_VERSION, WireCode.KDC_ERR_BAD_PVNO, true);
        }
    }

    @Test
    @Tag("K-022")
    void whatFollowsARequestIsNotReadNorIgnored() {
        for (byte[] good : List.of(proving().encoded(), toWeb().encoded())) {
            byte[] longer = java.util.Arrays.copyOf(good, good.length + 1);
            refused(longer, Reason.REQUEST_MALFORMED, WireCode.KRB_ERR_GENERIC, false);
            // The refusal is not kept for the request without it.
            assertThat(realm.answer(good, Transport.TCP)[0]).isIn((byte) 0x6B, (byte) 0x6D);
        }
    }

    @Test
    @Tag("K-023")
    void emptyListsAreAbsentLists() throws Exception {
        Message noProof = new Message(Asking.as(realm, "ann").encoded());
        noProof.request().add(2, DerTree.parse(DerTree.field(3, DerTree.sequence())));
        assertThat(Asking.error(realm.answer(noProof.encode(), Transport.TCP)).code())
                .isEqualTo(WireCode.KDC_ERR_PREAUTH_REQUIRED.number());
        Message message = new Message(proving().encoded());
        message.body().add(DerTree.parse(DerTree.field(9, DerTree.sequence())));
        message.body().add(DerTree.parse(DerTree.field(11, DerTree.sequence())));
        KdcReply reply = KerberosCodec.decodeKdcReply(realm.answer(message.encode(), Transport.TCP));

        byte[] opened = realm.tgsKey(reply.ticket().sealed().etype())
                .open(KeyUsage.TICKET, reply.ticket().sealed());
        assertThat(fieldsOf(opened)).doesNotContain(0xA9, 0xAA);
        AskingTgs tgs = toWeb();
        tgs.authorizationData(AuthorizationData.NONE, tgs.sessionKey(), KeyUsage.TGS_REQ_AUTH_DATA_SESSION_KEY);
        Asking.Got got = tgs.got();
        opened = realm.key(WEB, got.ticket().sealed().etype())
                .open(KeyUsage.TICKET, got.ticket().sealed());
        assertThat(fieldsOf(opened)).doesNotContain(0xA9, 0xAA);
    }

    // ---- enctypes

    @Test
    @Tag("K-024")
    void anEmptyListOfEnctypesHasNothingInCommonWithUs() {
        Asking.as(realm, "ann").etypes().refused(WireCode.KDC_ERR_ETYPE_NOSUPP);
        AskingTgs tgs = toWeb();
        tgs.etypes();
        tgs.refused(WireCode.KDC_ERR_ETYPE_NOSUPP);
    }

    @Test
    @Tag("K-025")
    void aThousandEnctypesAreReadAndAHundredThousandAreTooMany() {
        Asking many = Asking.as(realm, "ann");
        many.etypes = new ArrayList<>(
                IntStream.range(1000, 1999).mapToObj(EncType::new).toList());
        many.etypes.add(EncType.AES128_CTS_HMAC_SHA1_96);
        many.provingWith(realm.key("ann", EncType.AES128_CTS_HMAC_SHA1_96), NOON);
        Asking.Got got = Asking.opened(many.raw(), etype -> realm.key("ann", etype), KeyUsage.AS_REP);
        assertThat(got.part().key().etype()).isEqualTo(EncType.AES128_CTS_HMAC_SHA1_96);
        assertThat(realm.lastRecord().etypes()).hasSize(32);

        for (int count : new int[] {1025, 30_000, 100_000}) {
            Message message = new Message(proving().encoded());
            message.value(ETYPE).children.clear();
            message.value(ETYPE).children.addAll(Collections.nCopies(count, DerTree.parse(DerTree.integer(18))));
            byte[] tooMany = message.encode();
            Assertions.assertTimeout(
                    Duration.ofSeconds(1),
                    () -> refused(tooMany, Reason.REQUEST_TOO_LONG, WireCode.KRB_ERR_FIELD_TOOLONG, true));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, -128, Integer.MAX_VALUE, Integer.MIN_VALUE, 9, 10, 11, 12, 13, 14, 15})
    @Tag("K-026")
    void anEnctypeThatIsNoneIsPassedOver(int number) {
        EncType odd = new EncType(number);

        Asking.as(realm, "ann").etypes(odd).refused(WireCode.KDC_ERR_ETYPE_NOSUPP);
        assertThat(realm.lastRecord().etypes()).containsExactly(odd);
        Asking both = Asking.as(realm, "ann").etypes(odd, EncType.AES256_CTS_HMAC_SHA1_96);
        both.provingWith(realm.key("ann", EncType.AES256_CTS_HMAC_SHA1_96), NOON);
        Asking.Got got = Asking.opened(both.raw(), etype -> realm.key("ann", etype), KeyUsage.AS_REP);
        assertThat(got.part().key().etype()).isEqualTo(EncType.AES256_CTS_HMAC_SHA1_96);
    }

    // ---- padata

    @Test
    @Tag("K-027")
    void theFirstElementOfATypeCountsAndNoOther() throws Exception {
        Asking.as(realm, "ann")
                .provingWith("wrong")
                .provingWith("ann")
                .provingWith("ann")
                .refused(WireCode.KDC_ERR_PREAUTH_FAILED);
        assertThat(Asking.as(realm, "ann")
                        .provingWith("ann")
                        .provingWith("wrong")
                        .provingWith("wrong")
                        .raw()[0])
                .isEqualTo((byte) 0x6B);

        KdcRequest good = KerberosCodec.decodeKdcRequest(toWeb().encoded());
        PaData broken = new PaData(PaType.TGS_REQ, Octets.wrap(new byte[] {0x6E, 0}));
        assertThat(Asking.error(realm.answer(
                                withPaData(good, broken, good.padata().get(0)), Transport.TCP))
                        .code())
                .isEqualTo(WireCode.KRB_ERR_GENERIC.number());
        assertThat(realm.lastRecord().refused()).contains(Reason.AP_REQ_MALFORMED);
        assertThat(realm.answer(withPaData(good, good.padata().get(0), broken, broken), Transport.TCP)[0])
                .isEqualTo((byte) 0x6D);
    }

    @Test
    @Tag("K-027")
    void theFirstArmorCountsAndNoOther() throws Exception {
        Armor armor = Armor.of(realm, proving().got());
        KdcRequest good = KerberosCodec.decodeKdcRequest(
                AskingFast.as(realm, "ann", armor).challengedBy("ann").encoded());
        PaData broken = new PaData(PaType.FX_FAST, Octets.wrap(new byte[] {(byte) 0xA0, 0}));

        realm.answer(withPaData(good, broken, good.padata().get(0)), Transport.TCP);
        assertThat(realm.lastRecord().refused()).contains(Reason.FAST_MALFORMED);
        assertThat(realm.answer(withPaData(good, good.padata().get(0), broken, broken), Transport.TCP)[0])
                .isEqualTo((byte) 0x6B);
    }

    @Test
    @Tag("K-028")
    void twoHundredUnknownElementsArePassedOverAndFiveThousandAreTooMany() {
        Asking some = Asking.as(realm, "ann");
        Asking many = Asking.as(realm, "ann");
        for (int i = 0; i < 5000; i++) {
            PaData unknown = new PaData(10_000 + i, Octets.EMPTY);
            many.add(unknown);
            if (i < 200) {
                some.add(unknown);
            }
        }
        assertThat(some.provingWith("ann").raw()[0]).isEqualTo((byte) 0x6B);
        byte[] tooMany = many.provingWith("ann").encoded();
        Assertions.assertTimeout(
                Duration.ofSeconds(1),
                () -> refused(tooMany, Reason.REQUEST_TOO_LONG, WireCode.KRB_ERR_FIELD_TOOLONG, true));
    }

    // ---- nonces and times

    @ParameterizedTest
    @CsvSource({
        "0, 020100",
        "1, 020101",
        "2147483647, 02047fffffff",
        "2147483648, 02050080000000",
        "4278190080, 020500ff000000",
        "4294967295, 020500ffffffff"
    })
    @Tag("K-029")
    void aNonceComesBackAsItWasSent(long nonce, String der) throws Exception {
        Asking asking = proving();
        asking.nonce = new Nonce(nonce);
        byte[] message = asking.encoded();
        assertThat(new Message(message).value(NONCE).encode())
                .isEqualTo(HexFormat.of().parseHex(der));
        KdcReply reply = KerberosCodec.decodeKdcReply(realm.answer(message, Transport.TCP));

        byte[] opened = realm.key("ann", reply.sealed().etype()).open(KeyUsage.AS_REP, reply.sealed());
        assertThat(KerberosCodec.decodeEncKdcReplyPart(opened).nonce().value()).isEqualTo(nonce);
        DerTree sent = DerTree.parse(opened).children.get(0).children.stream()
                .filter(field -> field.tag == 0xA2)
                .findFirst()
                .orElseThrow();
        assertThat(sent.children.get(0).encode()).isEqualTo(HexFormat.of().parseHex(der));
    }

    /** Clients of old send the upper half as negative numbers; what they get is what RFC 4120 §5.2.4 asks for. */
    @Test
    @Tag("K-029")
    void aNegativeNonceIsTheSameNumberWithoutItsSign() throws Exception {
        Message message = new Message(proving().encoded());
        message.value(NONCE).content = new byte[] {-1};
        KdcReply reply = KerberosCodec.decodeKdcReply(realm.answer(message.encode(), Transport.TCP));

        byte[] opened = realm.key("ann", reply.sealed().etype()).open(KeyUsage.AS_REP, reply.sealed());
        assertThat(KerberosCodec.decodeEncKdcReplyPart(opened).nonce().value()).isEqualTo(0xFFFF_FFFFL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"010000000000000000", "0100000000", "ff7fffffff"})
    @Tag("K-030")
    void aNonceThatIsNoUInt32IsRefused(String content) {
        Message message = new Message(proving().encoded());
        message.value(NONCE).content = HexFormat.of().parseHex(content);
        refused(message.encode(), Reason.REQUEST_MALFORMED, WireCode.KRB_ERR_GENERIC, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20261122101530.5Z",
                "20261122101530",
                "20261122101530+0100",
                "20261122251530Z",
                "2026-11-22T10:15:30Z",
                "2026-11-22",
                "20261122101560Z",
                "20261322101530Z",
                "202611221015Z",
                ""
            })
    @Tag("K-031")
    void aTimeOfAnotherFormIsRefused(String text) {
        Message till = new Message(proving().encoded());
        till.value(TILL).content = text.getBytes(US_ASCII);
        refused(till.encode(), Reason.REQUEST_MALFORMED, WireCode.KRB_ERR_GENERIC, false);
        // In what is sealed too.
        ProtocolKey key = realm.key("ann", TestRealm.ALL.get(0));
        byte[] stamp = DerTree.sequence(DerTree.field(0, DerTree.element(0x18, text.getBytes(US_ASCII))));
        Asking.as(realm, "ann")
                .add(new PaData(
                        PaType.ENC_TIMESTAMP, Octets.wrap(LayeredTicket.sealed(key, KeyUsage.PA_ENC_TIMESTAMP, stamp))))
                .refused(WireCode.KDC_ERR_PREAUTH_FAILED);
        assertThat(realm.lastRecord().refused()).contains(Reason.TIMESTAMP_MALFORMED);
    }

    // ---- the means

    private Asking proving() {
        return Asking.as(realm, "ann").provingWith("ann");
    }

    private AskingTgs toWeb() {
        return AskingTgs.by(realm, proving().got()).forService(WEB);
    }

    private void refused(byte[] message, Reason reason, WireCode code, boolean answeredOverUdp) {
        byte[] overTcp = realm.answer(message, Transport.TCP);
        assertThat(realm.lastRecord().refused()).contains(reason);
        assertThat(WireCode.of(Asking.error(overTcp).code())).contains(code);
        byte[] overUdp = realm.answer(message, Transport.UDP);
        if (answeredOverUdp) {
            assertThat(WireCode.of(Asking.error(overUdp).code())).contains(code);
        } else {
            assertThat(overUdp).isEmpty();
        }
        // And the next is served.
        assertThatCode(() -> KerberosCodec.decodeKdcReply(proving().raw())).doesNotThrowAnyException();
    }

    private static byte[] withPaData(KdcRequest request, PaData... padata) {
        return KerberosCodec.encode(
                new KdcRequest(request.type(), List.of(padata), request.body(), request.bodyOctets()));
    }

    private static List<Integer> fieldsOf(byte[] message) {
        return DerTree.parse(message).children.get(0).children.stream()
                .map(field -> field.tag)
                .toList();
    }

    private static byte[] indefinite(int depth) {
        byte[] nested = new byte[2 * depth];
        for (int i = 0; i < nested.length; i += 2) {
            nested[i] = 0x30;
            nested[i + 1] = (byte) 0x80;
        }
        return nested;
    }

    /** A KDC-REQ whose fields can be bent. */
    private static final class Message {
        private final DerTree tree;

        Message(byte[] der) {
            tree = DerTree.parse(der);
        }

        List<DerTree> request() {
            return tree.children.get(0).children;
        }

        List<DerTree> body() {
            return request().get(request().size() - 1).children.get(0).children;
        }

        DerTree field(int number) {
            Optional<DerTree> found = body().stream()
                    .filter(field -> field.tag == (0xA0 | number))
                    .findFirst();
            return found.orElseThrow();
        }

        DerTree value(int number) {
            return field(number).children.get(0);
        }

        byte[] encode() {
            return tree.encode();
        }
    }
}
