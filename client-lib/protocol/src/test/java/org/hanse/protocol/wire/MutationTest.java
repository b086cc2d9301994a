package org.hanse.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Damaged messages are read or refused; nothing but DecodeFault escapes, and what is read can be written. */
class MutationTest {
    private static final int MUTATIONS = 20_000;

    private interface Reader {
        /** Reads and writes again. */
        byte[] pass(byte[] der) throws DecodeFault;
    }

    private static final Map<String, Reader> READERS = new TreeMap<>(Map.ofEntries(
            Map.entry("as-req-full", der -> KerberosCodec.encode(KerberosCodec.decodeKdcRequest(der))),
            Map.entry(
                    "tgs-req-full",
                    der -> KerberosCodec.encodeBody(
                                    KerberosCodec.decodeKdcRequest(der).body())
                            .toByteArray()),
            Map.entry("as-rep-full", der -> KerberosCodec.encode(KerberosCodec.decodeKdcReply(der))),
            Map.entry("tgs-rep-full", der -> KerberosCodec.encode(KerberosCodec.decodeKdcReply(der))),
            Map.entry(
                    "enc-kdc-rep-part-full",
                    der -> KerberosCodec.encode(MessageType.AS_REP, KerberosCodec.decodeEncKdcReplyPart(der))),
            Map.entry("krb-error-full", der -> KerberosCodec.encode(KerberosCodec.decodeKrbError(der))),
            Map.entry("ticket", der -> KerberosCodec.decodeTicket(der).encoded().toByteArray()),
            Map.entry("enc-ticket-part-full", der -> KerberosCodec.encode(KerberosCodec.decodeEncTicketPart(der))),
            Map.entry("ap-req", der -> KerberosCodec.encode(KerberosCodec.decodeApRequest(der))),
            Map.entry("authenticator-full", der -> KerberosCodec.encode(KerberosCodec.decodeAuthenticator(der))),
            Map.entry("ap-rep", der -> KerberosCodec.encode(KerberosCodec.decodeApReply(der))),
            Map.entry("enc-ap-rep-part-full", der -> KerberosCodec.encode(KerberosCodec.decodeEncApReplyPart(der))),
            Map.entry("method-data", der -> KerberosCodec.encodeMethodData(KerberosCodec.decodeMethodData(der))),
            Map.entry("etype-info2", der -> KerberosCodec.encodeEtypeInfo2(KerberosCodec.decodeEtypeInfo2(der))),
            Map.entry("encrypted-data", der -> KerberosCodec.encode(KerberosCodec.decodeEncryptedData(der))),
            Map.entry("pa-enc-ts-enc", der -> KerberosCodec.encodePaEncTsEnc(KerberosCodec.decodePaEncTsEnc(der))),
            Map.entry("authorization-data", der -> KerberosCodec.encode(KerberosCodec.decodeAuthorizationData(der)))));

    @Test
    @Tag("K-015")
    void damagedMessagesAreReadOrRefused() {
        Random random = new Random(4120);
        List<String> names = List.copyOf(READERS.keySet());
        int read = 0;
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String name = names.get(i % names.size());
            byte[] damaged = damage(Der.golden(name), random);
            try {
                byte[] written = READERS.get(name).pass(damaged);
                DerGate.checkDer(written, DerGate.MAX_SIZE);
                read++;
            } catch (DecodeFault fault) {
                // Kerby is to find nothing that the gate has not found before.
                assertThat(fault.getMessage()).doesNotContain("refused by the codec");
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError(name + ": " + java.util.HexFormat.of().formatHex(damaged), e);
            }
        }
        // Both must happen, or the damage is not of the right kind.
        assertThat(read).isGreaterThan(MUTATIONS / 100);
        assertThat(refused).isGreaterThan(MUTATIONS / 4);
    }

    static byte[] damage(byte[] der, Random random) {
        byte[] out = der.clone();
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            int at = random.nextInt(out.length);
            switch (random.nextInt(6)) {
                case 0 -> out[at] = (byte) random.nextInt(256);
                case 1 -> out[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> out[at] = INTERESTING[random.nextInt(INTERESTING.length)];
                case 3 -> out = Arrays.copyOf(out, Math.max(1, at));
                case 4 ->
                    out = Der.join(
                            Arrays.copyOf(out, at),
                            Arrays.copyOfRange(out, at, Math.min(out.length, at + 8)),
                            Arrays.copyOfRange(out, at, out.length));
                default ->
                    out = Der.join(
                            Arrays.copyOf(out, at),
                            Arrays.copyOfRange(out, Math.min(out.length, at + 1 + random.nextInt(4)), out.length),
                            new byte[] {0});
            }
        }
        return out;
    }

    private static final byte[] INTERESTING = {0, 1, 2, 5, 0x30, 0x1B, 0x7F, (byte) 0x80, (byte) 0x81, (byte) 0x84, -1};
}
