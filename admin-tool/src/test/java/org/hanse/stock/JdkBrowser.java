package org.hanse.stock;

import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedExceptionAction;
import javax.security.auth.Subject;

/**
 * A Java program that knows nothing of Kerberos but its login: {@code HttpURLConnection} answers Negotiate by itself.
 *
 * <p>Arguments: principal, {@code password:TEXT} or {@code keytab:FILE}, URL.
 */
public final class JdkBrowser {
    private JdkBrowser() {}

    public static void main(String[] arguments) throws Exception {
        Subject subject = JdkLogin.initiator(arguments[0], arguments[1]);
        Subject.doAs(subject, (PrivilegedExceptionAction<Void>) () -> {
            var connection =
                    (HttpURLConnection) URI.create(arguments[2]).toURL().openConnection();
            System.out.println("status " + connection.getResponseCode());
            try (InputStream page =
                    connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                System.out.println(new String(page.readAllBytes(), StandardCharsets.UTF_8));
            }
            return null;
        });
    }
}
