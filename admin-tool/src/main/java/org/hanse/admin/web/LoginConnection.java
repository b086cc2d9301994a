package org.hanse.admin.web;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.hanse.client.accept.Acceptor;
import org.hanse.client.accept.Connection;
import org.hanse.client.accept.Conversation;
import org.hanse.client.accept.HttpNegotiate;
import org.hanse.client.accept.Login;
import org.hanse.protocol.wire.Octets;

/** One client's connection: requests one after the other, each with a deadline. For one thread. */
final class LoginConnection {
    /** From the first wait for a request to the end of its body. */
    private static final Duration REQUEST_DEADLINE = Duration.ofSeconds(30);
    /** Bodies are read to their end and dropped, so that the next request is found. */
    private static final long MAX_BODY = 1024 * 1024;
    /** How much of a request that is refused is still taken, within its deadline. */
    private static final long MAX_UNREAD = 4 * MAX_BODY;

    private final Socket socket;
    private final Acceptor acceptor;
    private final LoginListener.Observer observer;
    /** A login that needs another token; it belongs to this connection, RFC 4559 §6. */
    private Optional<Conversation> open = Optional.empty();

    LoginConnection(Socket socket, Acceptor acceptor, LoginListener.Observer observer) {
        this.socket = socket;
        this.acceptor = acceptor;
        this.observer = observer;
    }

    void serve() throws IOException {
        DeadlineInput deadlined = new DeadlineInput(socket);
        InputStream in = new BufferedInputStream(deadlined);
        OutputStream out = socket.getOutputStream();
        try {
            boolean close;
            do {
                deadlined.startOver();
                Optional<RequestHead> head = RequestHead.read(in);
                if (head.isEmpty()) {
                    return;
                }
                skip(in, head.get().bodyLength());
                close = head.get().closesConnection();
                answer(head.get(), out, close);
            } while (!close);
        } catch (RequestHead.Bad bad) {
            out.write(Response.of(bad.status, bad.getMessage() + "\n").octets(true, false));
            letRead(in);
        } catch (SocketTimeoutException slow) {
            // A client that takes too long is left without a word.
            return;
        }
    }

    private void answer(RequestHead head, OutputStream out, boolean close) throws IOException, RequestHead.Bad {
        boolean headOnly = head.method().equals("HEAD");
        Optional<Octets> token = head.single("authorization").flatMap(HttpNegotiate::token);
        if (token.isEmpty()) {
            open = Optional.empty();
            Response ask = new Response(
                    401, Optional.of(HttpNegotiate.CHALLENGE), "log in with Kerberos (curl --negotiate -u : ...)\n");
            out.write(ask.octets(close, headOnly));
            return;
        }
        Login login = open.orElseGet(() -> acceptor.begin(Connection.UNKNOWN.from(socket.getInetAddress())))
                .accept(token.get().toByteArray());
        open = login.fold(accepted -> Optional.empty(), refused -> Optional.empty(), more -> Optional.of(more.next()));
        HttpNegotiate.Answer answer = HttpNegotiate.answer(login);
        Response response = new Response(answer.status(), answer.wwwAuthenticate(), LoginText.page(login));
        try {
            out.write(response.octets(close, headOnly));
            out.flush();
        } finally {
            // Told after the answer is out, since the last login ends the process; told also if the client is gone.
            observer.seen(login);
        }
    }

    /**
     * Before a request that was not read to its end is closed: with octets left unread the system would reset the connection, and the
     * client might lose the answer (RFC 9112 §9.6).
     */
    private void letRead(InputStream in) throws IOException {
        socket.shutdownOutput();
        byte[] dropped = new byte[8192];
        for (long left = MAX_UNREAD; left > 0; ) {
            int count = in.read(dropped);
            if (count < 0) {
                return;
            }
            left -= count;
        }
    }

    private static void skip(InputStream in, long length) throws IOException, RequestHead.Bad {
        if (length > MAX_BODY) {
            throw new RequestHead.Bad(413, "a body of more than 1 MiB");
        }
        in.skipNBytes(length);
    }

    /** Gives every read what is left of the request's time, so that a client that trickles gets no more than one that waits. */
    private static final class DeadlineInput extends InputStream {
        private final Socket socket;
        private final InputStream in;
        private long end;

        DeadlineInput(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
        }

        void startOver() {
            end = System.nanoTime() + REQUEST_DEADLINE.toNanos();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new SocketTimeoutException("the request takes too long");
            }
            socket.setSoTimeout((int) left);
            return in.read(into, from, length);
        }
    }
}
