package org.hanse.protocol.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalGlob;

/**
 * A fuzz target ({@code scripts/fuzz file}): what begins as a keytab or a credential cache is read as one, all else as krb5.conf and,
 * where it is short, as what people write on command lines.
 */
public final class FileFuzz {
    private static final Path NOWHERE = Path.of("fuzzed");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final int LONGEST_WORD = 200;

    private FileFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        int version = input.length < 2 ? 0 : (input[0] & 0xFF) << 8 | input[1] & 0xFF;
        try {
            switch (version) {
                case 0x0501, 0x0502 -> KeytabFormat.encode(KeytabFormat.decode(NOWHERE, input));
                case CacheFormat.VERSION_3, CacheFormat.VERSION_4 -> {
                    CredentialCache cache = CacheFormat.decode(NOWHERE, input);
                    CacheFormat.decode(NOWHERE, CacheFormat.encode(cache));
                }
                default -> profile(input);
            }
        } catch (MalformedFileException refused) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (input.length <= LONGEST_WORD) {
            words(new String(input, StandardCharsets.UTF_8));
        }
    }

    private static void profile(byte[] input) throws IOException {
        Krb5Conf conf = new Krb5Conf(new Profile(List.of(ProfileParser.parse(NOWHERE, input))));
        conf.defaultRealm();
        conf.asEnctypes();
        conf.tgsEnctypes();
        conf.ticketLifetime();
        conf.renewLifetime();
        conf.clockSkew();
    }

    private static void words(String text) {
        wanted(() -> Principal.parse(text).toString());
        wanted(() -> PrincipalGlob.of(text).matches(Principal.parse("HTTP/www.luebeck.example@LUEBECK.EXAMPLE")));
        wanted(() -> KerberosDuration.format(KerberosDuration.parse(text)));
        wanted(() -> TimeText.parseOrNever(text, NOON, ZoneOffset.UTC));
        wanted(() -> CacheName.parse(text));
    }

    /** Text that is none of these is told so by an IllegalArgumentException, as their contracts say. */
    private static void wanted(Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException refused) {
            // As it should be.
        }
    }
}
