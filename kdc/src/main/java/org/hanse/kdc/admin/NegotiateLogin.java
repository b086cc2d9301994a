package org.hanse.kdc.admin;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hanse.kdc.admin.operation.RefusalCode;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.kdc.realm.Naming;
import org.hanse.kdc.transport.HttpRequest;
import org.hanse.protocol.ap.ApFault;
import org.hanse.protocol.ap.OpenedTicket;
import org.hanse.protocol.ap.ReplayCache;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.gss.ChannelBindings;
import org.hanse.protocol.gss.ContextToken;
import org.hanse.protocol.gss.GssAnswer;
import org.hanse.protocol.gss.GssChecksum;
import org.hanse.protocol.gss.Krb5Token;
import org.hanse.protocol.gss.SpnegoAcceptor;
import org.hanse.protocol.gss.TokenFault;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.wire.ApOptions.ApOption;
import org.hanse.protocol.wire.ApRequest;
import org.hanse.protocol.wire.Authenticator;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.Ticket;

/**
 * Finds out who asks, RFC 4559 and RFC 4120 §3.2.3: the token of one request, good for it alone. The service is {@code HTTP/HOST} for
 * the names that {@link #hosts} gives, its keys are read from the store. Thread-safe.
 */
final class NegotiateLogin {
    private static final String SCHEME = "Negotiate";
    private static final String CURE = "run hanse kinit and try again";

    private final PrincipalStore principals;
    private final Supplier<RealmSettings> settings;
    private final ReplayCache replays;
    private final SecureRandom random;

    NegotiateLogin(PrincipalStore principals, Supplier<RealmSettings> settings, SecureRandom random) {
        this.principals = principals;
        this.settings = settings;
        this.replays = new ReplayCache(settings.get().kdc().clockSkew());
        this.random = random;
    }

    /** @param challenge the value of {@code WWW-Authenticate} that proves this server to the caller, if he asked for it */
    record Proved(Caller caller, Optional<String> challenge) {}

    private record Judged(Caller caller, GssAnswer answer) {}

    /** The DNS names of this server. */
    static Set<String> hosts(RealmSettings settings) {
        return settings.publicName().equals("localhost")
                ? Set.of("localhost")
                : Set.of(settings.publicName(), "localhost");
    }

    /** @throws AdminFault NO_LOGIN, LOGIN_REFUSED, WRONG_TICKET, or LOGIN_TOO_OLD for who is proved and must prove it anew */
    Proved prove(HttpRequest request, Instant now) throws AdminFault {
        byte[] token = token(request.header("authorization"));
        try {
            ContextToken first = ContextToken.parse(token);
            if (first instanceof ContextToken.Kerberos bare) {
                Judged judged = judge(bare.token(), request, now);
                return new Proved(judged.caller(), judged.answer().token().map(NegotiateLogin::challenge));
            }
            SpnegoAcceptor spnego = new SpnegoAcceptor(((ContextToken.Negotiation) first).offer());
            // One token is all that a request has: what other mechanism a client would like first cannot be talked
            // over.
            Octets framed = spnego.kerberosToken()
                    .orElseThrow(() -> refused("the token offers another mechanism before Kerberos"));
            Judged judged = judge(Krb5Token.decode(framed.toByteArray()), request, now);
            SpnegoAcceptor.Conclusion conclusion = spnego.conclude(judged.answer());
            if (conclusion.awaitsMic()) {
                throw refused("the list of mechanisms is not proved");
            }
            return new Proved(judged.caller(), Optional.of(challenge(conclusion.reply())));
        } catch (TokenFault | DecodeFault unreadable) {
            throw refused("the token is none of Kerberos that can be read");
        } catch (ApFault fault) {
            throw refused("the ticket is refused: " + fault.kind().code().explanation());
        }
    }

    private static byte[] token(Optional<String> authorization) throws AdminFault {
        String[] words = authorization.orElse("").strip().split(" +", 2);
        if (words.length < 2 || !words[0].equalsIgnoreCase(SCHEME)) {
            throw new AdminFault(RefusalCode.NO_LOGIN, "a login by Kerberos (Negotiate) is needed", CURE);
        }
        try {
            return Base64.getDecoder().decode(words[1]);
        } catch (IllegalArgumentException notBase64) {
            throw refused("the token is not Base64");
        }
    }

    private Judged judge(Krb5Token token, HttpRequest http, Instant now)
            throws AdminFault, ApFault, TokenFault, DecodeFault {
        if (token.id() != Krb5Token.AP_REQ) {
            throw refused("the token is no AP-REQ");
        }
        ApRequest request = KerberosCodec.decodeApRequest(token.message());
        if (request.options().has(ApOption.USE_SESSION_KEY)) {
            throw refused("user-to-user logins are not taken");
        }
        Duration skew = settings.get().kdc().clockSkew();
        OpenedTicket ticket = OpenedTicket.open(request.ticket(), keys(request.ticket()));
        Authenticator authenticator =
                ticket.authenticate(request.authenticator(), KeyUsage.AP_REQ_AUTHENTICATOR, now, skew);
        ticket.checkAddress(http.peer().getAddress());
        ticket.checkTimes(now, skew, skew);
        GssChecksum checksum = GssChecksum.decode(
                authenticator.checksum().orElseThrow(() -> refused("the authenticator has no GSS checksum")));
        checkBindings(checksum.bindings(), http.certificate());
        checkRestrictions(ticket.part().authorizationData());
        checkRestrictions(authenticator.authorizationData());
        Caller caller = new Caller(ticket.client(), ticket.part().authTime());
        checkOurs(caller.principal());
        GssAnswer answer = GssAnswer.to(ticket.sessionKey(), authenticator, checksum.flags(), random);
        admit(request, authenticator, now);
        checkFresh(caller, now, skew);
        return new Judged(caller, answer);
    }

    /** The keys of the service that the ticket names, if it is this one. */
    private List<ProtocolKey> keys(Ticket ticket) throws AdminFault {
        RealmSettings now = settings.get();
        boolean ours = ticket.realm().equals(now.realm())
                && hosts(now).stream().anyMatch(host -> ticket.service().equals(PrincipalName.of("HTTP", host)));
        if (!ours && ticket.realm().equals(now.realm()) && Naming.isReserved(ticket.service())) {
            // CVE-2022-2031: kadmin/changepw is given to who may do nothing but change his password. None of these is
            // opened here.
            throw new AdminFault(
                    RefusalCode.WRONG_TICKET,
                    "a ticket for " + ticket.service() + " is good for nothing else",
                    "get one for HTTP and the host of the URL");
        }
        if (!ours) {
            throw refused("the ticket is for another service");
        }
        Optional<Kvno> named = ticket.sealed().kvno().filter(kvno -> kvno.value() != 0);
        return principals
                .find(ticket.service())
                .map(entry -> entry.keys().stream()
                        .filter(key -> named.isEmpty() || named.get().equals(key.kvno()))
                        .map(PrincipalKey::key)
                        .toList())
                .orElse(List.of());
    }

    /** RFC 4121 §4.1.1.2: who binds his login to a channel must mean this one. */
    private static void checkBindings(Octets received, Optional<X509Certificate> shown) throws AdminFault {
        if (received.equals(ChannelBindings.NO_BINDINGS)) {
            return;
        }
        if (shown.isEmpty() || !ChannelBindings.tlsServerEndPoint(shown.get()).matches(received)) {
            throw refused("the login is bound to another TLS connection than this server's");
        }
    }

    /** RFC 4120 §5.2.6: what restricts a ticket and is not understood refuses it. */
    private static void checkRestrictions(AuthorizationData data) throws AdminFault {
        if (data.elements().stream().anyMatch(element -> element.type() != AuthorizationData.IF_RELEVANT)) {
            throw refused("the ticket is restricted in a way that is not understood here");
        }
    }

    private void checkOurs(Principal client) throws AdminFault {
        if (!client.realm().equals(settings.get().realm()) || client.name().isWellKnown()) {
            throw refused("only this realm's own principals administer it");
        }
    }

    private void admit(ApRequest request, Authenticator authenticator, Instant now) throws ApFault {
        switch (replays.admit(
                request.authenticator().cipher(), authenticator.time().instant(), now)) {
            case ADMITTED -> {}
            case REPLAYED -> throw new ApFault(ApFault.Kind.REPLAY);
            case FULL -> throw new ApFault(ApFault.Kind.REPLAYS_FULL);
        }
    }

    /** docs/decisions/one-token-per-request.md: a ticket got by a ticket cannot be INITIAL, so its age is what counts. */
    private void checkFresh(Caller caller, Instant now, Duration skew) throws AdminFault {
        Duration longest = settings.get().adminLoginAge();
        if (caller.authTime().plus(longest).plus(skew).isBefore(now)) {
            throw new AdminFault(
                    RefusalCode.LOGIN_TOO_OLD,
                    "the login of " + caller.principal() + " is of " + caller.authTime()
                            + ", too long ago to administer the realm",
                    "run hanse kinit again");
        }
    }

    private static AdminFault refused(String what) {
        return new AdminFault(RefusalCode.LOGIN_REFUSED, what, CURE);
    }

    private static String challenge(Octets token) {
        return SCHEME + " " + Base64.getEncoder().encodeToString(token.toByteArray());
    }
}
