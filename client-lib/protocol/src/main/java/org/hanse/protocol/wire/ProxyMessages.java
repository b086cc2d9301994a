package org.hanse.protocol.wire;

import java.nio.ByteBuffer;
import java.util.Optional;

/** MS-KKDCP 2.2.2: from sequences to records and back. The hint for locating a domain controller is read over and not sent. */
final class ProxyMessages {
    /** RFC 4120 §7.2.2: the length in front of a message, as over TCP. */
    private static final int PREFIX = Integer.BYTES;

    private ProxyMessages() {}

    /**
     * @throws DecodeFault if the length does not count the message, or is missing as some clients leave it: nobody guesses how long a
     *     message was meant to be
     */
    static KdcProxyMessage message(Sequence in) throws DecodeFault {
        Octets framed = in.slice(0);
        int length = framed.length() - PREFIX;
        if (length < 0
                || framed.lendTo((array, from, to) -> ByteBuffer.wrap(array).getInt(from)) != length) {
            throw new DecodeFault(DecodeFault.Kind.MALFORMED, "kerb-message: does not begin with its length");
        }
        return new KdcProxyMessage(framed.last(length), in.has(1) ? Optional.of(in.text(1)) : Optional.empty());
    }

    static void write(DerBuffer out, KdcProxyMessage proxied) {
        Octets message = proxied.message();
        byte[] framed = new byte[PREFIX + message.length()];
        ByteBuffer.wrap(framed).putInt(message.length());
        message.copyTo(framed, PREFIX);
        out.putOctets(0, Octets.wrap(framed));
        proxied.targetDomain().ifPresent(domain -> out.putText(1, domain));
    }
}
