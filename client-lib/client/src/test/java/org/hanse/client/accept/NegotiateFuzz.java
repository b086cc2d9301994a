package org.hanse.client.accept;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.hanse.protocol.wire.Octets;

/**
 * A fuzz target ({@code scripts/fuzz negotiate}): what looks like a token goes to an acceptor as it is, all else as the value of an
 * Authorization header (RFC 4559). Whatever comes, the answer is a {@link Login}.
 */
public final class NegotiateFuzz {
    private static final Acceptor ACCEPTOR = TestService.at(new MutableClock(Instant.parse("2026-11-22T12:00:00Z")))
            .acceptor();

    private NegotiateFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        boolean looksLikeToken = input.length > 0 && (input[0] == 0x60 || (input[0] & 0xFF) == 0xA0);
        Optional<Octets> token = looksLikeToken
                ? Optional.of(Octets.copyOf(input))
                : HttpNegotiate.token(new String(input, StandardCharsets.ISO_8859_1));
        if (token.isEmpty()) {
            return;
        }
        Login login = ACCEPTOR.accept(token.get().toByteArray());
        HttpNegotiate.Answer answer = HttpNegotiate.answer(login);
        // Nobody holds a key here: there is nobody to let in.
        if (answer.status() != 401) {
            throw new AssertionError("let in: " + login);
        }
    }
}
