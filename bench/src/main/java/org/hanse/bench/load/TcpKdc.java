package org.hanse.bench.load;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.hanse.bench.request.Kdc;

/** A server that is asked one question after the other, each in a connection of its own, RFC 4120 §7.2.2. Thread-safe. */
public record TcpKdc(InetSocketAddress address) implements Kdc {
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(10).toMillis();

    @Override
    public byte[] answer(byte[] request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(address, PATIENCE_MILLIS);
            byte[] framed = new byte[4 + request.length];
            ByteBuffer.wrap(framed).putInt(request.length).put(request);
            socket.getOutputStream().write(framed);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            return in.readNBytes(in.readInt());
        }
    }
}
