package org.hanse.kdc.transport;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/** A client of the test that can also misbehave. */
final class TcpClient implements AutoCloseable {
    private final Socket socket = new Socket();
    private final DataInputStream in;

    TcpClient(InetSocketAddress server) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(server, 5000);
        socket.setSoTimeout(10_000);
        in = new DataInputStream(socket.getInputStream());
    }

    static byte[] framed(byte[]... messages) {
        int length = 0;
        for (byte[] message : messages) {
            length += 4 + message.length;
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        for (byte[] message : messages) {
            out.putInt(message.length).put(message);
        }
        return out.array();
    }

    TcpClient write(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
        return this;
    }

    TcpClient writeOctetByOctet(byte[] octets) throws IOException {
        for (byte octet : octets) {
            write(new byte[] {octet});
        }
        return this;
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    byte[] read() throws IOException {
        byte[] message = new byte[in.readInt()];
        in.readFully(message);
        return message;
    }

    /** Waits for the server to close; true for an orderly end. */
    boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
