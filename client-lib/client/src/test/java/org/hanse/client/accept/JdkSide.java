package org.hanse.client.accept;

import java.net.InetAddress;
import java.security.PrivilegedExceptionAction;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosKey;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KerberosTicket;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.gss.GssInitiator;
import org.hanse.protocol.name.Principal;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;

/** The JDK's own GSS, given tickets and keys without a KDC, as the other side of our tests. */
final class JdkSide {
    /** Its code looks for credentials in the subject that runs it. */
    private final Subject subject;

    private final GSSContext context;

    private JdkSide(Subject subject, GSSContext context) {
        this.subject = subject;
        this.context = context;
    }

    GSSContext context() {
        return context;
    }

    /** The first token of an initiator. */
    byte[] start() throws Exception {
        return initiate(new byte[0]);
    }

    /** The initiator's next token, or null. */
    byte[] initiate(byte[] token) throws Exception {
        return as(subject, () -> context.initSecContext(token, 0, token.length));
    }

    /** The acceptor's next token, or null. */
    byte[] accept(byte[] token) throws Exception {
        return as(subject, () -> context.acceptSecContext(token, 0, token.length));
    }

    @SuppressWarnings("removal") // Subject.callAs, which replaces it, is younger than Java 17
    private static <T> T as(Subject subject, PrivilegedExceptionAction<T> action) throws Exception {
        try {
            return Subject.doAs(subject, action);
        } catch (java.security.PrivilegedActionException e) {
            throw e.getException();
        }
    }

    static Oid krb5() {
        return oid("1.2.840.113554.1.2.2");
    }

    static Oid spnego() {
        return oid("1.3.6.1.5.5.2");
    }

    static Oid principalName() {
        return oid("1.2.840.113554.1.2.2.1");
    }

    /** An initiator that holds this ticket. */
    static JdkSide initiator(GssInitiator.Credential credential, Principal service, Oid mechanism) throws Exception {
        Subject subject = new Subject();
        KerberosPrincipal client = new KerberosPrincipal(credential.client().toString());
        byte[] secret = credential.sessionKey().toEncryptionKey().secret().reveal();
        Instant now = Instant.now();
        subject.getPrincipals().add(client);
        subject.getPrivateCredentials()
                .add(new KerberosTicket(
                        credential.ticket().encoded().toByteArray(),
                        client,
                        new KerberosPrincipal(service.toString(), KerberosPrincipal.KRB_NT_SRV_HST),
                        secret,
                        credential.sessionKey().etype().value(),
                        new boolean[32],
                        Date.from(now.minusSeconds(3600)),
                        Date.from(now.minusSeconds(3600)),
                        Date.from(now.plusSeconds(3600)),
                        null,
                        (InetAddress[]) null));
        return as(subject, () -> {
            GSSManager manager = GSSManager.getInstance();
            GSSName name = manager.createName(service.toString(), principalName());
            GSSContext context = manager.createContext(name, mechanism, null, GSSContext.DEFAULT_LIFETIME);
            context.requestMutualAuth(true);
            context.requestConf(true);
            context.requestInteg(true);
            context.requestReplayDet(true);
            context.requestSequenceDet(true);
            context.requestCredDeleg(false);
            return new JdkSide(subject, context);
        });
    }

    /** An acceptor that holds this key. */
    static JdkSide acceptor(Principal service, ProtocolKey key, int kvno, Oid mechanism) throws Exception {
        Subject subject = new Subject();
        KerberosPrincipal principal = new KerberosPrincipal(service.toString());
        subject.getPrincipals().add(principal);
        subject.getPrivateCredentials()
                .add(new KerberosKey(
                        principal,
                        key.toEncryptionKey().secret().reveal(),
                        key.etype().value(),
                        kvno));
        return as(subject, () -> {
            GSSManager manager = GSSManager.getInstance();
            GSSName name = manager.createName(service.toString(), principalName());
            GSSCredential credential = manager.createCredential(
                    name, GSSCredential.INDEFINITE_LIFETIME, mechanism, GSSCredential.ACCEPT_ONLY);
            return new JdkSide(subject, manager.createContext(credential));
        });
    }

    private static Oid oid(String dotted) {
        try {
            return new Oid(dotted);
        } catch (GSSException e) {
            throw new AssertionError(e);
        }
    }
}
