package org.hanse.client.accept;

import java.util.Base64;
import java.util.Optional;
import org.hanse.protocol.wire.Octets;

/**
 * HTTP's Negotiate scheme, RFC 4559, as two headers; independent of any HTTP server. A request without a token is answered 401 and
 * {@link #CHALLENGE}; one with a token by what {@link #answer} says. A login that goes on belongs to its connection.
 */
public final class HttpNegotiate {
    /** The value of {@code WWW-Authenticate} that asks for a token. */
    public static final String CHALLENGE = "Negotiate";

    /**
     * How to answer a request.
     *
     * @param status 200: go on and serve the request; 401: send it, with the header and a body of your choice
     * @param wwwAuthenticate the value of {@code WWW-Authenticate}; to be sent where present, with 200 too
     */
    public record Answer(int status, Optional<String> wwwAuthenticate) {}

    private HttpNegotiate() {}

    /**
     * The token in the value of an {@code Authorization} header.
     *
     * @return empty if the scheme is another one; no octets, which no acceptor takes for a token, if it is not Base64
     */
    public static Optional<Octets> token(String authorization) {
        String value = authorization.strip();
        int space = value.indexOf(' ');
        String scheme = space < 0 ? value : value.substring(0, space);
        if (!scheme.equalsIgnoreCase(CHALLENGE)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Octets.wrap(Base64.getDecoder()
                    .decode(space < 0 ? "" : value.substring(space).strip())));
        } catch (IllegalArgumentException notBase64) {
            return Optional.of(Octets.EMPTY);
        }
    }

    /** The answer to the request that carried the token of this login. */
    public static Answer answer(Login login) {
        return login.fold(
                accepted -> new Answer(200, accepted.reply().map(HttpNegotiate::header)),
                refused -> new Answer(
                        401,
                        Optional.of(refused.reply().map(HttpNegotiate::header).orElse(CHALLENGE))),
                more -> new Answer(401, more.reply().map(HttpNegotiate::header)));
    }

    private static String header(Octets reply) {
        return CHALLENGE + " " + Base64.getEncoder().encodeToString(reply.toByteArray());
    }
}
