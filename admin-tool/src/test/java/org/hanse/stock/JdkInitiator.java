package org.hanse.stock;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.PrivilegedExceptionAction;
import java.util.Base64;
import javax.security.auth.Subject;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;

/**
 * A Java program as anybody might write it, with nothing but the JDK: logs in, sends one SPNEGO token to a web service, and
 * checks the service's answer. Runs in a JVM of its own, since the JDK reads krb5.conf once.
 *
 * <p>Arguments: principal, {@code password:TEXT} or {@code keytab:FILE}, URL, service as {@code HTTP@host}.
 */
public final class JdkInitiator {
    private JdkInitiator() {}

    public static void main(String[] arguments) throws Exception {
        Subject subject = JdkLogin.initiator(arguments[0], arguments[1]);
        System.out.println(
                "logged in " + subject.getPrincipals().iterator().next().getName());
        Subject.doAs(subject, (PrivilegedExceptionAction<Void>) () -> {
            visit(URI.create(arguments[2]), arguments[3]);
            return null;
        });
    }

    private static void visit(URI page, String service) throws Exception {
        GSSManager manager = GSSManager.getInstance();
        GSSName peer = manager.createName(service, GSSName.NT_HOSTBASED_SERVICE);
        GSSContext context = manager.createContext(peer, new Oid("1.3.6.1.5.5.2"), null, GSSContext.DEFAULT_LIFETIME);
        context.requestMutualAuth(true);
        byte[] token = context.initSecContext(new byte[0], 0, 0);
        HttpRequest request = HttpRequest.newBuilder(page)
                .header("Authorization", "Negotiate " + Base64.getEncoder().encodeToString(token))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        String answer = response.headers().firstValue("WWW-Authenticate").orElse("");
        if (answer.startsWith("Negotiate ")) {
            byte[] reply = Base64.getDecoder().decode(answer.substring("Negotiate ".length()));
            context.initSecContext(reply, 0, reply.length);
        }
        System.out.println("status " + response.statusCode());
        System.out.println("established " + context.isEstablished() + " mutual " + context.getMutualAuthState());
        System.out.println(response.body());
    }
}
