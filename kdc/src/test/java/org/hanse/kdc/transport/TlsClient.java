package org.hanse.kdc.transport;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Writes octets over TLS as a test wants them, and reads answers of HTTP/1. */
public final class TlsClient implements AutoCloseable {
    private final SSLSocket socket;
    private final InputStream in;

    private TlsClient(SSLSocket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /**
     * An answer, read as far as its head says.
     *
     * @param head without the empty line behind it
     */
    public record Reply(int status, String head, byte[] body) {
        public boolean says(String headerLine) {
            return head.toLowerCase(Locale.ROOT).contains("\r\n" + headerLine.toLowerCase(Locale.ROOT));
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** Trusts {@code tls/ca.pem} of a realm home and nothing else. */
    public static SSLContext trusting(Path ca) throws IOException, GeneralSecurityException {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(ca))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    public static TlsClient connect(InetSocketAddress server, SSLContext trust, String... protocols)
            throws IOException {
        Socket plain = new Socket();
        plain.setTcpNoDelay(true);
        plain.connect(server, 10_000);
        plain.setSoTimeout(30_000);
        SSLSocket socket = (SSLSocket)
                trust.getSocketFactory().createSocket(plain, server.getHostString(), server.getPort(), true);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        socket.startHandshake();
        return new TlsClient(socket);
    }

    public TlsClient write(String text) throws IOException {
        return write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public TlsClient write(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
        return this;
    }

    public Reply read() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the connection ended; before that came \"" + head + "\"");
            }
            head.write(octet);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1).strip();
        int length = 0;
        for (String line : text.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        return new Reply(Integer.parseInt(text.split(" ")[1]), text, in.readNBytes(length));
    }

    /** Waits for the server to end the connection, in whatever way; what still comes is dropped. */
    public boolean isAtEnd() {
        try {
            while (in.read() >= 0) {
                Thread.onSpinWait();
            }
            return true;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    public X509Certificate serverCertificate() throws IOException {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    public String protocol() {
        return socket.getSession().getProtocol();
    }

    public InetSocketAddress local() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** A request of HTTP/1.1 with a body, with its length and whatever else it shall say. */
    public static String post(String path, String contentType, byte[] body, String... headers) {
        List<String> lines = new ArrayList<>(List.of(
                "POST " + path + " HTTP/1.1",
                "Host: localhost",
                "Content-Type: " + contentType,
                "Content-Length: " + body.length));
        lines.addAll(List.of(headers));
        return String.join("\r\n", lines) + "\r\n\r\n" + new String(body, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
