package org.hanse.stock;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedAction;
import java.util.Base64;
import javax.security.auth.Subject;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;

/**
 * A web service as anybody might write it, with nothing but the JDK: asks for Negotiate, and says who came. Serves until it is
 * ended.
 *
 * <p>Arguments: principal of the service, keytab.
 */
public final class JdkAcceptor {
    private JdkAcceptor() {}

    public static void main(String[] arguments) throws Exception {
        Subject service = JdkLogin.acceptor(arguments[0], arguments[1]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange, service);
            }
        });
        server.start();
        System.out.println("listening 127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, Subject service) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || !authorization.startsWith("Negotiate ")) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Negotiate");
            say(exchange, 401, "log in with Kerberos");
            return;
        }
        byte[] token = Base64.getDecoder().decode(authorization.substring("Negotiate ".length()));
        try {
            GSSContext context = GSSManager.getInstance().createContext((org.ietf.jgss.GSSCredential) null);
            byte[] reply = accept(context, token, service);
            if (reply != null) {
                exchange.getResponseHeaders()
                        .set(
                                "WWW-Authenticate",
                                "Negotiate " + Base64.getEncoder().encodeToString(reply));
            }
            say(
                    exchange,
                    200,
                    "you are " + context.getSrcName() + ", delegated " + context.getCredDelegState() + ", mutual "
                            + context.getMutualAuthState());
        } catch (GSSException refused) {
            say(exchange, 401, "refused: " + refused.getMessage());
        }
    }

    /** JGSS looks for the service's keys in the subject that the code runs as. */
    private static byte[] accept(GSSContext context, byte[] token, Subject service) throws GSSException {
        Object reply = Subject.doAs(service, (PrivilegedAction<Object>) () -> {
            try {
                return context.acceptSecContext(token, 0, token.length);
            } catch (GSSException refused) {
                return refused;
            }
        });
        if (reply instanceof GSSException refused) {
            throw refused;
        }
        return (byte[]) reply;
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
