package org.hanse.stock;

import java.util.HashMap;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

/** The JDK's own {@code Krb5LoginModule}, as a program configures it that has no JAAS file. */
final class JdkLogin {
    private JdkLogin() {}

    /** Who logs in with {@code password:TEXT} or {@code keytab:FILE}, with a TGT. */
    static Subject initiator(String principal, String secret) throws LoginException {
        Map<String, String> options = new HashMap<>(Map.of("principal", principal, "isInitiator", "true"));
        if (secret.startsWith("keytab:")) {
            options.putAll(Map.of("useKeyTab", "true", "storeKey", "true"));
            options.put("keyTab", secret.substring("keytab:".length()));
        }
        return login(options, callbacks -> {
            for (Callback callback : callbacks) {
                if (callback instanceof PasswordCallback prompt) {
                    prompt.setPassword(secret.substring("password:".length()).toCharArray());
                }
            }
        });
    }

    /** A service with the keys of its keytab, which asks no KDC. */
    static Subject acceptor(String principal, String keytab) throws LoginException {
        return login(
                Map.of(
                        "principal",
                        principal,
                        "isInitiator",
                        "false",
                        "useKeyTab",
                        "true",
                        "storeKey",
                        "true",
                        "keyTab",
                        keytab),
                callbacks -> {});
    }

    private static Subject login(Map<String, String> options, CallbackHandler keyboard) throws LoginException {
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
}
