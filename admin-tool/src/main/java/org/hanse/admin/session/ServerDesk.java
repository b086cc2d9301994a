package org.hanse.admin.session;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.UsageFailure;
import org.hanse.client.kdc.HttpAnchors;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.client.tickets.TicketOptions;
import org.hanse.kdc.admin.operation.FormFault;
import org.hanse.kdc.admin.operation.Operation;
import org.hanse.kdc.admin.operation.RefusalCode;
import org.hanse.kdc.admin.operation.Refused;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.protocol.channel.ChannelFault;
import org.hanse.protocol.channel.HttpsCall;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.file.CacheName;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.gss.ChannelBindings;
import org.hanse.protocol.gss.GssFlags;
import org.hanse.protocol.gss.GssInitiator;
import org.hanse.protocol.gss.SpnegoInitiator;
import org.hanse.protocol.gss.TokenFault;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.name.SubjectId;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;

/**
 * A server's {@code /admin/v1}, with a ticket from the credential cache: each request bears a login of its own, bound to the server's
 * certificate (RFC 5929), and the answer must come from who holds the service's key.
 */
final class ServerDesk implements Desk {
    private static final String BASE = "/admin/v1/";
    private static final int HTTPS = 443;
    /** A keytab of many services, or a page of long names. */
    private static final int MOST_OCTETS = 8 << 20;
    /** A full batch of an import takes seconds to derive. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** To find out whether anybody listens at one of several addresses. */
    private static final Duration PROBE = Duration.ofSeconds(3);

    private final Surroundings here;
    private final HttpsCall.Server server;
    private final Credential ticket;

    private ServerDesk(Surroundings here, HttpsCall.Server server, Credential ticket) {
        this.here = here;
        this.server = server;
        this.ticket = ticket;
    }

    /**
     * @param caFile whose certificates are believed; without one, those that Java believes
     * @throws UsageFailure if it is no URL of a server
     * @throws CommandFailure if there is no such host, or no ticket for it to be had
     */
    static ServerDesk open(String url, Optional<Path> caFile, Surroundings here) throws CommandFailure, IOException {
        URI uri = uri(url);
        KerberosFiles files = KerberosFiles.of(here);
        CacheName cache = files.cacheName(Optional.empty()).single();
        RealmName realm = KerberosFiles.read(cache).principal().realm();
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        SSLContext trust = trust(caFile);
        InetSocketAddress address = address(host, uri.getPort() < 0 ? HTTPS : uri.getPort());
        try {
            Credential ticket =
                    new ServiceTickets(files, cache, here).get("HTTP/" + host + "@" + realm, TicketOptions.PLAIN);
            return new ServerDesk(here, new HttpsCall.Server(address, host, trust), ticket);
        } catch (KdcFailure failure) {
            throw KdcFailures.told(failure);
        }
    }

    private static URI uri(String url) throws UsageFailure {
        try {
            URI uri = new URI(url);
            boolean bare = uri.getRawPath() == null
                    || uri.getRawPath().isEmpty()
                    || uri.getRawPath().equals("/");
            if ("https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && bare
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null) {
                return uri;
            }
        } catch (URISyntaxException none) {
            // As if it were another.
        }
        throw new UsageFailure(
                "--server takes a URL of a server and not \"" + url + "\"",
                "write it like https://kdc.luebeck.example");
    }

    private static InetSocketAddress address(String host, int port) throws CommandFailure {
        try {
            return reachable(Stream.of(InetAddress.getAllByName(host))
                    .map(address -> new InetSocketAddress(address, port))
                    .toList());
        } catch (UnknownHostException unknown) {
            throw new CommandFailure("there is no host " + host, "check --server");
        }
    }

    /** The first where somebody listens. Only where there is a choice: each request comes with a login, which is good at one address. */
    static InetSocketAddress reachable(List<InetSocketAddress> addresses) {
        for (InetSocketAddress address : addresses.size() == 1 ? List.<InetSocketAddress>of() : addresses) {
            try (Socket probe = new Socket()) {
                probe.connect(address, (int) PROBE.toMillis());
                return address;
            } catch (IOException nobody) {
                // The next one.
            }
        }
        return addresses.get(0);
    }

    private static SSLContext trust(Optional<Path> caFile) throws CommandFailure, IOException {
        try {
            if (caFile.isEmpty()) {
                return SSLContext.getDefault();
            }
            byte[] certificates = Files.readAllBytes(caFile.get());
            return HttpAnchors.believing(List.copyOf(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(certificates))));
        } catch (CertificateException malformed) {
            throw new CommandFailure(
                    caFile.orElseThrow() + " holds no certificates",
                    "give the realm's, hanse krb5-conf --ca-out writes them");
        } catch (NoSuchAlgorithmException bug) {
            throw new IllegalStateException("this Java has no TLS", bug);
        }
    }

    @Override
    public RealmName realm() {
        return ticket.client().realm();
    }

    @Override
    public <I extends Record, O extends Record> O ask(Operation<I, O> operation, I input)
            throws CommandFailure, RealmFailure {
        String id = SubjectId.random(here.random()).hex();
        Octets body = Octets.wrap(operation.input().write(input));
        HttpsCall.Answer answer;
        try {
            answer = call(operation, id, body);
        } catch (ChannelFault lost) {
            // It may have been done all the same: under the same id it is not done twice.
            answer = again(operation, id, body, lost);
        }
        try {
            if (answer.status() == 200) {
                return operation.output().read(answer.body().toByteArray());
            }
            throw refused(Refused.FORM.read(answer.body().toByteArray()));
        } catch (FormFault notOurs) {
            throw new CommandFailure(
                    "the server answers with status " + answer.status() + " and nothing that can be read",
                    "check that --server is the HTTPS port of a Hanse realm of this version");
        }
    }

    private HttpsCall.Answer again(Operation<?, ?> operation, String id, Octets body, ChannelFault lost)
            throws CommandFailure {
        if (lost.kind() == ChannelFault.Kind.CUT_OFF) {
            try {
                return call(operation, id, body);
            } catch (ChannelFault twice) {
                throw unreachable(twice);
            }
        }
        throw unreachable(lost);
    }

    private CommandFailure unreachable(ChannelFault fault) {
        String where = "https://" + server.host() + ":" + server.address().getPort();
        return switch (fault.kind()) {
            case NOT_TRUSTED ->
                new CommandFailure(
                        where + " does not prove to be that host",
                        "give the realm's certificates with --ca-file, hanse krb5-conf --ca-out writes them");
            case NO_ANSWER ->
                new CommandFailure(where + " is no HTTPS server that can be understood", "check --server");
            default ->
                new CommandFailure(
                        where + " has not answered (" + fault.getMessage() + ")",
                        "check --server, and that the realm's server runs");
        };
    }

    private HttpsCall.Answer call(Operation<?, ?> operation, String id, Octets body)
            throws ChannelFault, CommandFailure {
        Login login = new Login();
        HttpsCall.Answer answer = HttpsCall.exchange(
                server,
                certificate -> HttpsCall.Request.post(
                        BASE + operation.path(),
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "Hanse-Request-Id",
                                id,
                                "Authorization",
                                "Negotiate " + login.token(certificate)),
                        body),
                MOST_OCTETS,
                TIMEOUT);
        if (answer.status() == 200) {
            login.checkServer(answer.header("www-authenticate").orElse(""));
        }
        return answer;
    }

    /** The login of one request. */
    private final class Login {
        private Optional<SpnegoInitiator> initiator = Optional.empty();

        private String token(X509Certificate certificate) {
            SpnegoInitiator begun = new SpnegoInitiator(new GssInitiator(
                    credential(),
                    GssFlags.NONE.with(GssFlags.GssFlag.MUTUAL),
                    Optional.of(ChannelBindings.tlsServerEndPoint(certificate)),
                    here.clock(),
                    here.random()));
            initiator = Optional.of(begun);
            return Base64.getEncoder().encodeToString(begun.firstToken());
        }

        private GssInitiator.Credential credential() {
            try {
                return new GssInitiator.Credential(
                        ticket.client(),
                        KerberosCodec.decodeTicket(ticket.ticket().toByteArray()),
                        ProtocolKey.of(ticket.key()));
            } catch (DecodeFault | IllegalArgumentException damaged) {
                throw new IllegalStateException("a ticket that was just got cannot be used", damaged);
            }
        }

        /** RFC 4559 §5: TLS says that some authority vouches for it, this that it holds the realm's key. */
        private void checkServer(String challenge) throws CommandFailure {
            try {
                SpnegoInitiator begun = initiator.orElseThrow();
                begun.next(Base64.getDecoder().decode(challenge.replaceFirst("(?i)^Negotiate *", "")));
                if (begun.context().isPresent()) {
                    return;
                }
            } catch (TokenFault | IllegalArgumentException unproved) {
                // As if it had said nothing.
            }
            throw new CommandFailure(
                    "the server does not prove that it holds the key of " + ticket.server(),
                    "do not believe it; look at the certificates and at --server");
        }
    }

    /** As it would have been told at the home; what only a server says, as a failure of the command. */
    private static CommandFailure refused(Refused refused) throws RealmFailure {
        boolean malformed = refused.code().equals(RefusalCode.MALFORMED.name());
        if (malformed || refused.code().equals(RefusalCode.REFUSED.name())) {
            throw RealmFailure.told(refused.message(), malformed);
        }
        CommandFailure told = CommandFailure.of(new Exception(refused.message()));
        return new CommandFailure(told.what() + " (id=" + refused.id() + ")", told.cure());
    }

    /** Each request has had a connection of its own. */
    @Override
    public void close() {}
}
