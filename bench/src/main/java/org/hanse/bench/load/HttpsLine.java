package org.hanse.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hanse.protocol.channel.HttpsChannel;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.KdcProxyMessage;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;

/** MS-KKDCP: each message is the body of a POST, by HTTP/1.1 on a connection that is kept, or by HTTP/1.0 on one of its own. */
final class HttpsLine extends Line {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *(\\d+)");

    private final Selector selector;
    private final RealmName realm;
    private final HttpsChannel.Proxy proxy;
    private final boolean kept;
    private final String head;
    private Optional<TlsSocket> socket = Optional.empty();

    HttpsLine(Selector selector, RealmName realm, HttpsChannel.Proxy proxy, boolean kept) {
        this.selector = selector;
        this.realm = realm;
        this.proxy = proxy;
        this.kept = kept;
        this.head = "POST " + proxy.path() + (kept ? " HTTP/1.1" : " HTTP/1.0") + "\r\nHost: " + proxy.host()
                + "\r\nContent-Type: application/kerberos\r\nContent-Length: ";
    }

    @Override
    void send(byte[] message) throws IOException {
        byte[] body = KerberosCodec.encode(new KdcProxyMessage(Octets.copyOf(message), Optional.of(realm.value())));
        byte[] begin = (head + body.length + END_OF_HEAD).getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer request = ByteBuffer.allocate(begin.length + body.length)
                .put(begin)
                .put(body)
                .flip();
        if (socket.isEmpty()) {
            socket = Optional.of(new TlsSocket(selector, proxy.address(), proxy.trust(), this));
        }
        socket.get().send(request);
    }

    @Override
    ByteBuffer ready() throws IOException {
        TlsSocket current = socket.orElseThrow();
        Optional<ByteBuffer> body = body(current.received());
        if (body.isEmpty()) {
            return NOTHING;
        }
        ByteBuffer message = message(body.get());
        current.forget();
        if (!kept) {
            close();
        }
        return message;
    }

    private static Optional<ByteBuffer> body(ByteBuffer reply) {
        String text = StandardCharsets.ISO_8859_1.decode(reply.duplicate()).toString();
        int end = text.indexOf(END_OF_HEAD);
        Matcher length = LENGTH.matcher(text);
        if (end < 0 || !length.find() || length.start() > end) {
            return Optional.empty();
        }
        int from = end + END_OF_HEAD.length();
        int octets = Integer.parseInt(length.group(1));
        return reply.limit() < from + octets ? Optional.empty() : Optional.of(reply.slice(from, octets));
    }

    /** What is no message is handed out as it is: it will be counted as wrong, and shown. */
    private static ByteBuffer message(ByteBuffer body) {
        byte[] octets = new byte[body.remaining()];
        body.get(octets);
        try {
            return ByteBuffer.wrap(
                    KerberosCodec.decodeKdcProxyMessage(octets).message().toByteArray());
        } catch (DecodeFault sentence) {
            return ByteBuffer.wrap(octets);
        }
    }

    @Override
    void reset() throws IOException {
        close();
    }

    @Override
    void close() throws IOException {
        if (socket.isPresent()) {
            TlsSocket last = socket.get();
            socket = Optional.empty();
            last.close();
        }
    }
}
