package org.hanse.admin.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.KdcFailures;
import org.hanse.admin.session.KerberosFiles;
import org.hanse.admin.session.ServiceTickets;
import org.hanse.admin.session.Surroundings;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.client.tickets.TicketOptions;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.gss.GssFlags;
import org.hanse.protocol.gss.GssFlags.GssFlag;
import org.hanse.protocol.gss.GssInitiator;
import org.hanse.protocol.gss.SpnegoInitiator;
import org.hanse.protocol.gss.TokenFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse visit}: fetches a page as the user of the credential cache, RFC 4559. */
@Command(
        header = "Fetch a page of a web service as yourself",
        description =
                "Gets a ticket for the web service with the TGT of the cache, asks for URL with it (HTTP Negotiate), checks"
                        + " that the service proves itself, and prints what it answers.",
        footer = {
            "  hanse visit http://www.bergen.example/",
            "  hanse visit --service HTTP/www.bergen.example http://127.0.0.1:8080/"
        })
final class VisitCommand implements HanseCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Parameters(index = "0", paramLabel = "URL", description = "What to ask for: http:// or https://.")
    String url = "";

    @Option(
            names = "--service",
            paramLabel = "SERVICE",
            description = "The service's principal; left out, HTTP/ and the URL's host.")
    Optional<String> service = Optional.empty();

    @Option(names = "-c", paramLabel = "CCACHE", description = "The credential cache.")
    Optional<String> cache = Optional.empty();

    @Override
    public int run(Surroundings here) throws CommandFailure, IOException {
        URI uri = uri();
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        KerberosFiles files = KerberosFiles.of(here);
        ServiceTickets tickets =
                new ServiceTickets(files, files.cacheName(cache).single(), here);
        Credential credential;
        try {
            credential = tickets.get(service.orElse("HTTP/" + host), TicketOptions.PLAIN);
        } catch (KdcFailure failure) {
            throw KdcFailures.told(failure);
        }
        SpnegoInitiator spnego = new SpnegoInitiator(new GssInitiator(
                new GssInitiator.Credential(
                        credential.client(),
                        CacheListing.decoded(credential)
                                .orElseThrow(() -> new CommandFailure(
                                        "the ticket for " + credential.server() + " is damaged",
                                        "run hanse kinit and try again")),
                        ProtocolKey.of(credential.key())),
                GssFlags.of(GssFlag.MUTUAL),
                Optional.empty(),
                here.clock(),
                here.random()));
        HttpResponse<String> response = asked(uri, spnego.firstToken());
        if (response.statusCode() == 401) {
            throw new CommandFailure(
                    uri + " does not let " + credential.client() + " in: " + firstLine(response.body()),
                    "ask who runs the service");
        }
        prove(spnego, response, uri);
        here.out().print(response.body());
        here.out().flush();
        return 0;
    }

    private URI uri() throws UsageFailure {
        try {
            URI uri = URI.create(url);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            // The same answer as for a URL of another kind.
        }
        throw new UsageFailure("\"" + url + "\" is no address of a web service", "write http://HOST/ or https://HOST/");
    }

    /** The token goes with the first request: there is no need to be asked for it. */
    private static HttpResponse<String> asked(URI uri, byte[] token) throws CommandFailure {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Authorization", "Negotiate " + Base64.getEncoder().encodeToString(token))
                .build();
        try {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new CommandFailure(uri + " does not answer", "see whether the service runs and the address is right");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("the visit was interrupted", "try again");
        }
    }

    /** RFC 4559 §5 with RFC 4121 §4.1: a service that cannot answer our token may be anybody. */
    private static void prove(SpnegoInitiator spnego, HttpResponse<String> response, URI uri) throws CommandFailure {
        Optional<String> answer = response.headers()
                .firstValue("WWW-Authenticate")
                .filter(value -> value.startsWith("Negotiate "))
                .map(value -> value.substring("Negotiate ".length()).trim());
        try {
            if (answer.isPresent()) {
                spnego.next(Base64.getDecoder().decode(answer.get()));
            }
            if (spnego.context().isPresent()) {
                return;
            }
        } catch (TokenFault | IllegalArgumentException notProven) {
            // The same answer as for none.
        }
        throw new CommandFailure(
                uri + " did not prove that it is the service it should be",
                "do not trust what it says; ask who runs it");
    }

    private static String firstLine(String body) {
        String line = body.lines().findFirst().orElse("it gives no reason");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }
}
