package org.hanse.protocol.wire;

import java.util.List;

/**
 * A fuzz target ({@code scripts/fuzz wire}): any octets, given to every decoder that their first octet calls for. Golden messages and
 * the files of {@code bad/} are inputs as they are.
 */
public final class WireFuzz {
    private interface Decoder {
        /** Decodes; the result, encoded again, must be strict DER. */
        byte[] pass(byte[] der) throws DecodeFault;
    }

    /** What begins with a plain SEQUENCE, or as FAST does with [0], does not say what it is. */
    private static final List<Decoder> UNTAGGED = List.of(
            der -> KerberosCodec.encodeMethodData(KerberosCodec.decodeMethodData(der)),
            der -> KerberosCodec.encodeEtypeInfo2(KerberosCodec.decodeEtypeInfo2(der)),
            der -> KerberosCodec.encode(KerberosCodec.decodeEncryptedData(der)),
            der -> KerberosCodec.encodePaEncTsEnc(KerberosCodec.decodePaEncTsEnc(der)),
            der -> KerberosCodec.encode(KerberosCodec.decodeChecksum(der)),
            der -> KerberosCodec.encode(KerberosCodec.decodeAuthorizationData(der)),
            der -> KerberosCodec.encode(KerberosCodec.decodeFastArmoredRequest(der)),
            der -> KerberosCodec.encode(KerberosCodec.decodeFastRequest(der)),
            der -> KerberosCodec.encode(KerberosCodec.decodeFastResponse(der)),
            der -> KerberosCodec.encodeFastArmoredReply(KerberosCodec.decodeFastArmoredReply(der)),
            der -> KerberosCodec.encode(KerberosCodec.decodeKdcProxyMessage(der)));

    private WireFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        for (Decoder decoder : decodersOf(DerGate.peekApplicationTag(Octets.wrap(input)))) {
            byte[] again;
            try {
                again = decoder.pass(input);
            } catch (DecodeFault fault) {
                // Kerby is to find nothing that the gate has not found before.
                if (fault.getMessage().contains("refused by the codec")) {
                    throw new AssertionError("the gate let pass what the codec refuses: " + fault.getMessage());
                }
                continue;
            }
            try {
                DerGate.checkDer(again, DerGate.MAX_SIZE);
            } catch (DecodeFault fault) {
                throw new AssertionError("what was read is written as no DER: " + fault.getMessage());
            }
        }
    }

    private static List<Decoder> decodersOf(int tag) {
        return switch (tag) {
            case 1 -> List.of(der -> KerberosCodec.decodeTicket(der).encoded().toByteArray());
            case 2 -> List.of(der -> KerberosCodec.encode(KerberosCodec.decodeAuthenticator(der)));
            case 3 -> List.of(der -> KerberosCodec.encode(KerberosCodec.decodeEncTicketPart(der)));
            case 10, 12 ->
                List.of(der -> {
                    KdcRequest request = KerberosCodec.decodeKdcRequest(der);
                    KerberosCodec.encodeBody(request.body());
                    return KerberosCodec.encode(request);
                });
            case 11, 13 -> List.of(der -> KerberosCodec.encode(KerberosCodec.decodeKdcReply(der)));
            case 14 -> List.of(der -> KerberosCodec.encode(KerberosCodec.decodeApRequest(der)));
            case 15 -> List.of(der -> KerberosCodec.encode(KerberosCodec.decodeApReply(der)));
            case 25, 26 ->
                List.of(der -> KerberosCodec.encode(MessageType.AS_REP, KerberosCodec.decodeEncKdcReplyPart(der)));
            case 27 -> List.of(der -> KerberosCodec.encode(KerberosCodec.decodeEncApReplyPart(der)));
            case 30 -> List.of(der -> KerberosCodec.encode(KerberosCodec.decodeKrbError(der)));
            default -> UNTAGGED;
        };
    }
}
