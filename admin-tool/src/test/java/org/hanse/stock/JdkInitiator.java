package org.hanse.stock;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.PrivilegedExceptionAction;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
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
        Subject subject = login(arguments[0], arguments[1]);
        System.out.println(
                "logged in " + subject.getPrincipals().iterator().next().getName());
        Subject.doAs(subject, (PrivilegedExceptionAction<Void>) () -> {
            visit(URI.create(arguments[2]), arguments[3]);
            return null;
        });
    }

    private static Subject login(String principal, String secret) throws Exception {
        Map<String, String> options = new HashMap<>(Map.of("principal", principal, "isInitiator", "true"));
        if (secret.startsWith("keytab:")) {
            options.putAll(Map.of("useKeyTab", "true", "storeKey", "true"));
            options.put("keyTab", secret.substring("keytab:".length()));
        }
        CallbackHandler keyboard = callbacks -> {
            for (Callback callback : callbacks) {
                if (callback instanceof PasswordCallback prompt) {
                    prompt.setPassword(secret.substring("password:".length()).toCharArray());
                }
            }
        };
        Configuration module = new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {
                    new AppConfigurationEntry(
                            "com.sun.security.auth.module.Krb5LoginModule",
                            AppConfigurationEntry.LoginModuleControlFlag.REQUIRED,
                            options)
                };
            }
        };
        LoginContext context = new LoginContext("hanse", new Subject(), keyboard, module);
        context.login();
        return context.getSubject();
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
