package org.hanse.realmtrust.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.trust.TrustDirection;
import org.junit.jupiter.api.Test;

/**
 * The vectors of docs/formats/agreement.md: what the code makes of fixed seeds, and what somebody else would make of it who had only
 * that page. {@code -Dvectors.write=true} writes them anew.
 */
class VectorsTest {
    private static final Path FOLDER = Path.of("src/test/resources/agreement");
    private static final Party A = AgreeingRealm.party("A.EXAMPLE", 0xA);
    private static final Party B = AgreeingRealm.party("B.EXAMPLE", 0xB);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void theCodeMakesTheVectors() throws Exception {
        SeededRandom random = new SeededRandom(2026);
        KeyExchange.Offer offer = KeyExchange.offer(random);
        Proposal proposal = new Proposal(
                Epoch.of(7),
                NOON.plusSeconds(600),
                Suite.offered(),
                TrustDirection.BOTH,
                AgreeingRealm.documentOf(A),
                AgreeingRealm.documentOf(B),
                offer.x25519(),
                offer.mlkem());
        Message proposed = new Message(head(A, B, 12, 2, 6), proposal);
        Octets hash = Transcript.ofProposal(proposed.head(), proposal);
        KeyExchange.Reply reply = KeyExchange.reply(offer.x25519(), offer.mlkem(), random);
        Answer bare = new Answer(
                hash,
                Suite.X25519_MLKEM768.word(),
                Suite.offered(),
                TrustDirection.OUT,
                reply.x25519(),
                reply.mlkem(),
                Octets.EMPTY);
        Octets transcript = Transcript.ofAnswer(bare);
        KeySchedule keys = KeySchedule.of(transcript, reply.shared());

        Map<String, String> values = new LinkedHashMap<>();
        values.put("proposer.secret", HEX.formatHex(offer.secret().reveal()));
        values.put("proposal.hash", hash.hex());
        values.put("shared", HEX.formatHex(reply.shared().reveal()));
        values.put("transcript", transcript.hex());
        values.put("root", HEX.formatHex(keys.root().reveal()));
        values.put("mac.answerer", keys.answererMac(transcript).hex());
        values.put("mac.proposer", keys.proposerMac(transcript).hex());
        for (int i = 0; i < 2; i++) {
            int etype = Suite.X25519_MLKEM768.etypes().get(i).value();
            values.put("key.A-issues." + etype, key(keys, A, B, i));
            values.put("key.B-issues." + etype, key(keys, B, A, i));
        }
        StringBuilder text = new StringBuilder();
        values.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        compare("vectors.properties", text.toString());

        compare("propose.json", written(proposed));
        compare("answer.json", written(new Message(head(B, A, 5, 0, 7), bare.withMac(keys.answererMac(transcript)))));
        compare(
                "confirm.json",
                written(new Message(head(A, B, 13, 2, 7), new Confirmation(transcript, keys.proposerMac(transcript)))));
        compare(
                "reject.json",
                written(new Message(head(B, A, 6, 0, 7), new Rejection(RejectionCode.UNKNOWN_EPOCH, transcript))));
        compare("notice.json", written(new Message(head(B, A, 6, 0, 7), new Notice())));
    }

    private static Head head(Party from, Party to, long serial, long removals, long highest) {
        Standing standing = new Standing(
                serial,
                true,
                false,
                removals,
                Epoch.of(3),
                Epoch.of(highest),
                Epoch.of(6),
                Epoch.of(6),
                Duration.ofHours(10));
        return new Head(from, to, NOON, standing, from.equals(A) ? 5 : 12, from.equals(A) ? 0 : 2);
    }

    private static String key(KeySchedule keys, Party issuer, Party acceptor, int which) {
        return HEX.formatHex(keys.keys(issuer, acceptor, Epoch.of(7), Suite.X25519_MLKEM768)
                .get(which)
                .toEncryptionKey()
                .secret()
                .reveal());
    }

    private static String written(Message message) {
        return new String(MessageWriter.write(message), StandardCharsets.UTF_8);
    }

    private static void compare(String name, String made) throws IOException {
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("vectors.write")) {
            Files.writeString(file, made);
        }
        assertThat(Files.readString(file)).as(name).isEqualTo(made);
    }

    /** From the messages and the proposer's secret alone, with none of our code. */
    @Test
    void aSecondReaderComesToTheSameKeys() throws Exception {
        JsonNode proposed = json("propose.json");
        JsonNode answered = json("answer.json");
        JsonNode propose = proposed.get("propose");
        JsonNode answer = answered.get("answer");

        byte[] proposal = sha384(frame(
                "hanse-agreement-1 proposal",
                proposed.at("/from/name").textValue(),
                proposed.at("/from/id").textValue(),
                proposed.at("/to/name").textValue(),
                proposed.at("/to/id").textValue(),
                proposed.at("/standing/removals").longValue(),
                proposed.at("/seenRemovals").longValue(),
                propose.get("epoch").longValue(),
                Instant.parse(propose.get("expires").textValue()).getEpochSecond(),
                (long) propose.get("suites").size(),
                propose.get("suites").get(0).textValue(),
                propose.get("direction").textValue(),
                HEX.parseHex(propose.get("ownDocument").textValue()),
                HEX.parseHex(propose.get("peerDocument").textValue()),
                base64(propose.get("x25519")),
                base64(propose.get("mlkem768"))));
        byte[] transcript = sha384(frame(
                "hanse-agreement-1 answer",
                proposal,
                answer.get("suite").textValue(),
                (long) answer.get("suites").size(),
                answer.get("suites").get(0).textValue(),
                answer.get("direction").textValue(),
                base64(answer.get("x25519")),
                base64(answer.get("mlkem768"))));
        Map<String, String> values = new TreeMap<>();
        Properties vectors = vectors();
        values.put("proposal.hash", HEX.formatHex(proposal));
        values.put("transcript", HEX.formatHex(transcript));
        byte[] root = hmac(transcript, HEX.parseHex(vectors.getProperty("shared")));
        values.put("root", HEX.formatHex(root));
        values.put("mac.answerer", answer.get("mac").textValue());
        assertThat(HEX.formatHex(hmac(expand(root, frame("hanse-agreement-1 answerer"), 48), transcript)))
                .isEqualTo(values.get("mac.answerer"));
        values.put(
                "mac.proposer", HEX.formatHex(hmac(expand(root, frame("hanse-agreement-1 proposer"), 48), transcript)));
        for (long etype : new long[] {20, 18}) {
            values.put(
                    "key.A-issues." + etype, HEX.formatHex(expand(root, keyInfo(proposed, "from", "to", etype), 32)));
            values.put(
                    "key.B-issues." + etype, HEX.formatHex(expand(root, keyInfo(proposed, "to", "from", etype), 32)));
        }
        values.forEach(
                (name, value) -> assertThat(vectors.getProperty(name)).as(name).isEqualTo(value));
        assertThat(json("confirm.json").at("/confirm/mac").textValue()).isEqualTo(values.get("mac.proposer"));
    }

    private static byte[] keyInfo(JsonNode message, String issuer, String acceptor, long etype) throws IOException {
        return frame(
                "hanse-agreement-1 key",
                message.get(issuer).get("name").textValue(),
                message.get(issuer).get("id").textValue(),
                message.get(acceptor).get("name").textValue(),
                message.get(acceptor).get("id").textValue(),
                message.at("/propose/epoch").longValue(),
                etype);
    }

    private static JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(FOLDER.resolve(name).toFile());
    }

    private static Properties vectors() throws IOException {
        Properties vectors = new Properties();
        try (var reader = Files.newBufferedReader(FOLDER.resolve("vectors.properties"))) {
            vectors.load(reader);
        }
        return vectors;
    }

    private static byte[] base64(JsonNode text) {
        return Base64.getDecoder().decode(text.textValue());
    }

    /** Each field behind its length in four octets; numbers have eight. */
    private static byte[] frame(Object... fields) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(octets);
        for (Object field : fields) {
            if (field instanceof Long number) {
                out.writeInt(8);
                out.writeLong(number);
            } else {
                byte[] value = field instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) field;
                out.writeInt(value.length);
                out.write(value);
            }
        }
        return octets.toByteArray();
    }

    private static byte[] sha384(byte[] octets) throws Exception {
        return MessageDigest.getInstance("SHA-384").digest(octets);
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        HMac mac = new HMac(new SHA384Digest());
        mac.init(new KeyParameter(key));
        mac.update(text, 0, text.length);
        byte[] result = new byte[48];
        mac.doFinal(result, 0);
        return result;
    }

    private static byte[] expand(byte[] root, byte[] info, int length) {
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA384Digest());
        hkdf.init(HKDFParameters.skipExtractParameters(root, info));
        byte[] block = new byte[length];
        hkdf.generateBytes(block, 0, length);
        return Arrays.copyOf(block, length);
    }
}
