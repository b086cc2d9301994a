package org.hanse.stock;

import java.nio.charset.StandardCharsets;
import java.security.PrivilegedExceptionAction;
import javax.security.auth.Subject;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.MessageProp;
import org.ietf.jgss.Oid;

/**
 * JGSS with itself: an initiator who passes their ticket on, an acceptor, and one sealed and one signed message each way.
 *
 * <p>Arguments: principal, {@code password:TEXT}, service's principal, its keytab, service as {@code HTTP@host}.
 */
public final class JdkPair {
    private static final byte[] MESSAGE = "three barrels of herring".getBytes(StandardCharsets.UTF_8);

    private JdkPair() {}

    public static void main(String[] arguments) throws Exception {
        Subject alice = JdkLogin.initiator(arguments[0], arguments[1]);
        Subject service = JdkLogin.acceptor(arguments[2], arguments[3]);
        Oid kerberos = new Oid("1.2.840.113554.1.2.2");
        GSSManager manager = GSSManager.getInstance();
        GSSContext initiator = manager.createContext(
                manager.createName(arguments[4], GSSName.NT_HOSTBASED_SERVICE),
                kerberos,
                null,
                GSSContext.DEFAULT_LIFETIME);
        initiator.requestMutualAuth(true);
        initiator.requestCredDeleg(true);
        initiator.requestConf(true);
        GSSContext acceptor = Subject.doAs(
                service, (PrivilegedExceptionAction<GSSContext>) () -> manager.createContext((GSSCredential) null));
        byte[] token = new byte[0];
        while (!initiator.isEstablished() || !acceptor.isEstablished()) {
            byte[] question = token;
            byte[] answer = Subject.doAs(alice, (PrivilegedExceptionAction<byte[]>)
                    () -> initiator.initSecContext(question, 0, question.length));
            token = answer == null
                    ? new byte[0]
                    : Subject.doAs(service, (PrivilegedExceptionAction<byte[]>)
                            () -> acceptor.acceptSecContext(answer, 0, answer.length));
        }
        System.out.println("accepted " + acceptor.getSrcName() + " at " + initiator.getTargName());
        System.out.println("delegated " + acceptor.getDelegCred().getName());
        exchange(initiator, acceptor);
        exchange(acceptor, initiator);
    }

    private static void exchange(GSSContext from, GSSContext to) throws Exception {
        byte[] sealed = from.wrap(MESSAGE, 0, MESSAGE.length, new MessageProp(0, true));
        byte[] opened = to.unwrap(sealed, 0, sealed.length, new MessageProp(0, true));
        byte[] signature = from.getMIC(MESSAGE, 0, MESSAGE.length, new MessageProp(0, true));
        to.verifyMIC(signature, 0, signature.length, MESSAGE, 0, MESSAGE.length, new MessageProp(0, true));
        System.out.println("opened " + new String(opened, StandardCharsets.UTF_8));
    }
}
