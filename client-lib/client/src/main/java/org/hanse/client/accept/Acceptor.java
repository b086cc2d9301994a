package org.hanse.client.accept;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.hanse.protocol.file.Keytab;
import org.hanse.protocol.gss.ChannelBindings;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.Octets;

/**
 * The service side of Kerberos: takes a client's GSS token, krb5 or SPNEGO, and says who is calling or why not.
 *
 * <pre>{@code
 * Acceptor acceptor = Acceptor.builder(Path.of("web.keytab")).service("HTTP/web.example").build();
 * Login login = acceptor.accept(token);
 * }</pre>
 *
 * One acceptor serves one service for as long as it runs: it holds the replay cache, and follows the keytab file as it changes.
 * Thread-safe.
 */
public final class Acceptor {
    private final Principal principal;
    private final ServiceKeys keys;
    private final LoginJudge judge;
    private final BindingRule bindingRule;
    private final Clock clock;

    Acceptor(Principal principal, ServiceKeys keys, LoginJudge judge, BindingRule bindingRule, Clock clock) {
        this.principal = principal;
        this.keys = keys;
        this.judge = judge;
        this.bindingRule = bindingRule;
        this.clock = clock;
    }

    /** With the keys of a keytab file, which is read again whenever it changes. */
    public static AcceptorBuilder builder(Path keytab) {
        return new AcceptorBuilder(name -> new ServiceKeys(keytab, name), keytab.toString());
    }

    /** With keys that stay as they are. */
    public static AcceptorBuilder builder(Keytab keytab) {
        return new AcceptorBuilder(name -> new ServiceKeys(keytab, name), "the keytab");
    }

    /** A login whose first token may well be its last. See {@link Login.Continue} for those that go on. */
    public Login accept(byte[] token) {
        return begin(Connection.UNKNOWN).accept(token);
    }

    /** As {@link #accept(byte[])}, held to the channel that the token came through. */
    public Login accept(byte[] token, ChannelBindings bindings) {
        return accept(token, Connection.through(bindings));
    }

    /** As {@link #accept(byte[])}, held to what is known of the connection that the token came through. */
    public Login accept(byte[] token, Connection connection) {
        return begin(connection).accept(token);
    }

    /**
     * A login of one client.
     *
     * @throws IllegalArgumentException if this acceptor requires channel bindings and there are none to hold the client to
     */
    public Conversation begin(Connection connection) {
        if (connection.bindings().isEmpty() && bindingRule == BindingRule.REQUIRED) {
            throw new IllegalArgumentException("this acceptor requires channel bindings and was given none");
        }
        return new Conversation(this, connection);
    }

    /** The service's principal, as the keytab names it. */
    public Principal principal() {
        return principal;
    }

    /**
     * What makes it doubtful that only those know the service's keys who should: see {@link Keytab#exposureOf}. Asked of the file as it
     * is now; for the service to log, unless {@link AcceptorBuilder#refuseExposedKeytab} makes it refuse.
     */
    public Optional<String> keytabWarning() throws IOException {
        return keys.exposure();
    }

    LoginJudge judge() {
        return judge;
    }

    Optional<Octets> errorReply(Refusal refusal) {
        return ErrorReply.to(refusal, principal, clock);
    }
}
