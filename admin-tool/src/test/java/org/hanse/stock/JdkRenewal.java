package org.hanse.stock;

import java.util.Arrays;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;

/**
 * A Java program that logs in with nothing but the JDK, says what its TGT is like, and renews it if it can.
 *
 * <p>Arguments: principal, {@code password:TEXT} or {@code keytab:FILE}.
 */
public final class JdkRenewal {
    private JdkRenewal() {}

    public static void main(String[] arguments) throws Exception {
        Subject subject = JdkLogin.initiator(arguments[0], arguments[1]);
        KerberosTicket tgt =
                subject.getPrivateCredentials(KerberosTicket.class).iterator().next();
        say(tgt);
        if (tgt.isRenewable()) {
            byte[] first = tgt.getEncoded();
            tgt.refresh();
            System.out.println("renewed " + !Arrays.equals(first, tgt.getEncoded()));
            say(tgt);
        }
    }

    private static void say(KerberosTicket tgt) {
        System.out.println("ticket of " + tgt.getClient() + " forwardable " + tgt.isForwardable() + " proxiable "
                + tgt.isProxiable() + " initial " + tgt.isInitial() + " renewable " + tgt.isRenewable());
    }
}
