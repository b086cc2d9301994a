package org.hanse.protocol.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Makes DER, and what is nearly DER, by hand. */
final class Der {
    private Der() {}

    static byte[] tlv(int tag, byte[]... contents) {
        byte[] body = join(contents);
        return join(new byte[] {(byte) tag}, length(body.length), body);
    }

    static byte[] length(int length) {
        if (length < 0x80) {
            return new byte[] {(byte) length};
        }
        if (length < 0x100) {
            return new byte[] {(byte) 0x81, (byte) length};
        }
        if (length < 0x10000) {
            return new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length};
        }
        return new byte[] {(byte) 0x83, (byte) (length >> 16), (byte) (length >> 8), (byte) length};
    }

    static byte[] seq(byte[]... contents) {
        return tlv(0x30, contents);
    }

    static byte[] app(int number, byte[]... contents) {
        return tlv(0x60 | number, contents);
    }

    /** {@code [number] EXPLICIT}. */
    static byte[] ctx(int number, byte[]... contents) {
        return tlv(0xA0 | number, contents);
    }

    static byte[] integer(long value) {
        return tlv(0x02, java.math.BigInteger.valueOf(value).toByteArray());
    }

    static byte[] text(String value) {
        return tlv(0x1B, value.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] time(String value) {
        return tlv(0x18, value.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] octets(String value) {
        return tlv(0x04, value.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] golden(String name) {
        return resource("/golden/" + name + ".der");
    }

    static byte[] resource(String path) {
        try (InputStream in = Der.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
