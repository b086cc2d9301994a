package org.hanse.realmtrust.document;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.hanse.protocol.name.RealmName;

/**
 * What one operator reads out and the other types: a short form of the reader's realm id, made for this peer. Each operator types the other's
 * code, which is shown nowhere on the own side, so nobody confirms without having heard from the other.
 *
 * <p>100 bits. Of the realm whose code it is, it depends on nothing that somebody between the two could choose: who would be taken for
 * it needs a key whose id has a given code, 2^100 attempts. A code made of both ids, as the two sides see them, would be the same for
 * both, but who stands between chooses one id for each side, and finds two that fit in the square root of that: 2^50.
 *
 * @param text five groups of four characters
 */
public record ComparisonCode(String text) {
    /** Crockford's base 32: no I, L, O and U, which are misread. */
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LENGTH = 20;
    private static final Pattern FORM = Pattern.compile("([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}");
    private static final byte[] LABEL = "hanse-comparison-code-v1\0".getBytes(StandardCharsets.US_ASCII);

    public ComparisonCode {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a comparison code is five groups of four characters");
        }
    }

    /**
     * The code by which {@code peer} recognises {@code realm}.
     *
     * @param realm whose code it is
     * @param id of {@code realm}
     * @param peer for whom it is
     */
    public static ComparisonCode of(RealmName realm, Fingerprint id, RealmName peer) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes(LABEL);
        name(input, realm);
        name(input, peer);
        input.writeBytes(id.octets().toByteArray());
        BigInteger bits = new BigInteger(1, sha256(input.toByteArray())).shiftRight(256 - 5 * LENGTH);
        StringBuilder text = new StringBuilder();
        for (int i = LENGTH - 1; i >= 0; i--) {
            text.append(DIGITS.charAt(bits.shiftRight(5 * i).intValue() & 31));
            if (i % 4 == 0 && i > 0) {
                text.append('-');
            }
        }
        return new ComparisonCode(text.toString());
    }

    /** Whether that is what the operator typed: in any case, with or without hyphens and spaces, O for 0 and I or L for 1. */
    public boolean isTyped(String typed) {
        String plain = typed.toUpperCase(Locale.ROOT)
                .replaceAll("[- ]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return MessageDigest.isEqual(
                plain.getBytes(StandardCharsets.UTF_8), text.replace("-", "").getBytes(StandardCharsets.UTF_8));
    }

    private static void name(ByteArrayOutputStream out, RealmName name) {
        byte[] octets = name.value().getBytes(StandardCharsets.UTF_8);
        out.write(octets.length >>> 8);
        out.write(octets.length);
        out.writeBytes(octets);
    }

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
