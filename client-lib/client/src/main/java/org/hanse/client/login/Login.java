package org.hanse.client.login;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.client.kdc.KdcFailure.Kind;
import org.hanse.client.kdc.KdcSender;
import org.hanse.client.kdc.NetworkKdcs;
import org.hanse.protocol.file.Krb5Conf;
import org.hanse.protocol.name.RealmName;

/**
 * Logs in, RFC 4120 §3.1. Thread-safe.
 *
 * <pre>{@code
 * Krb5Conf conf = Krb5Conf.load(Optional.empty());
 * Login login = new Login(conf, new NetworkKdcs(conf), Clock.systemUTC(), new SecureRandom());
 * LoginResult result = login.login(
 *         LoginRequest.of(Principal.parse("alice@LUEBECK.EXAMPLE"), conf), new ClientSecret.Password(password));
 * CredentialCache.write(path, result.toCache());
 * }</pre>
 */
public final class Login {
    /** RFC 6806 §7 leaves the number of referrals to the client. */
    private static final int MAX_REFERRALS = 10;

    private final Krb5Conf conf;
    private final KdcSender kdcs;
    private final Clock clock;
    private final SecureRandom random;

    public Login(Krb5Conf conf, KdcSender kdcs, Clock clock, SecureRandom random) {
        this.conf = conf;
        this.kdcs = kdcs;
        this.clock = clock;
        this.random = random;
    }

    /** With the system's clock and random source, and the KDCs that {@code conf} names. */
    public static Login over(Krb5Conf conf) {
        return new Login(conf, new NetworkKdcs(conf), Clock.systemUTC(), new SecureRandom());
    }

    /**
     * @return a ticket whose reply has passed every check of RFC 4120 §3.1.5
     * @throws KdcFailure if there is none; the message is for people
     */
    public LoginResult login(LoginRequest request, ClientSecret secret) throws KdcFailure {
        return inEnvelopes(request, secret, realm -> new ClearEnvelope(random));
    }

    /**
     * The same inside FAST, RFC 6113: nobody on the way can guess at the password, alter an error or pretend to be the KDC. There is no
     * login without it if that fails.
     */
    public LoginResult login(LoginRequest request, ClientSecret secret, ArmorSource armor) throws KdcFailure {
        return inEnvelopes(request, secret, realm -> FastEnvelope.of(armor.ticketFor(realm), random));
    }

    /** A new envelope for each realm that is asked. */
    private interface Envelopes {
        Envelope to(RealmName realm) throws KdcFailure;
    }

    private LoginResult inEnvelopes(LoginRequest request, ClientSecret secret, Envelopes envelopes) throws KdcFailure {
        LoginRequest current = request;
        Set<RealmName> asked = new HashSet<>();
        while (asked.size() < MAX_REFERRALS && asked.add(current.client().realm())) {
            Envelope envelope = envelopes.to(current.client().realm());
            LoginAttempt attempt = new LoginAttempt(conf, kdcs, clock, random, current, secret, envelope);
            Optional<LoginResult> result = attempt.run();
            if (result.isPresent()) {
                return result.get();
            }
            current = current.at(attempt.referredTo());
        }
        throw new KdcFailure(
                Kind.NO_PATH,
                "the realms send '" + request.client() + "' from one to another in a circle; name its realm in full");
    }
}
