package org.hanse.protocol.gss;

import java.io.ByteArrayOutputStream;
import org.hanse.protocol.wire.Octets;

/** Writes the few DER elements that tokens are made of. */
final class DerWriter {
    private DerWriter() {}

    /** One element around its contents, given in pieces. */
    static byte[] element(int tag, byte[]... contents) {
        int length = 0;
        for (byte[] piece : contents) {
            length += piece.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            int count = (39 - Integer.numberOfLeadingZeros(length)) / 8;
            out.write(0x80 | count);
            for (int i = count - 1; i >= 0; i--) {
                out.write(length >>> (8 * i));
            }
        }
        for (byte[] piece : contents) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }

    static byte[] oid(MechanismId id) {
        return element(DerReader.OID, id.content().toByteArray());
    }

    /** {@code [number] OCTET STRING}. */
    static byte[] taggedOctets(int number, Octets value) {
        return element(DerReader.context(number), element(DerReader.OCTET_STRING, value.toByteArray()));
    }
}
