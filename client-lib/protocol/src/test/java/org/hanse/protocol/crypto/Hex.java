package org.hanse.protocol.crypto;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.SecretBytes;

/** Vectors as the RFCs print them. */
final class Hex {
    private Hex() {}

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static ProtocolKey key(EncType etype, String hex) {
        return ProtocolKey.of(new EncryptionKey(etype, SecretBytes.takeOver(bytes(hex))));
    }

    /** A source that gives these octets, once. */
    static SecureRandom giving(String hex) {
        byte[] octets = bytes(hex);
        return new SecureRandom() {
            private static final long serialVersionUID = 1L;

            private int at;

            @Override
            public void nextBytes(byte[] out) {
                System.arraycopy(octets, at, out, 0, out.length);
                at += out.length;
            }
        };
    }
}
