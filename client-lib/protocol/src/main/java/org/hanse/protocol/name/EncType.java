package org.hanse.protocol.name;

import java.util.Map;
import java.util.Optional;

/**
 * An encryption type number, RFC 3961 §8. Any number is representable, since peers may list types that we do not know;
 * {@link #isSupported()} says whether Hanse uses it. Hanse serves AES only (RFC 3962, RFC 8009; RFC 8429 retires the rest).
 */
public record EncType(int value) {
    /** RFC 3962. */
    public static final EncType AES128_CTS_HMAC_SHA1_96 = new EncType(17);
    /** RFC 3962. */
    public static final EncType AES256_CTS_HMAC_SHA1_96 = new EncType(18);
    /** RFC 8009. */
    public static final EncType AES128_CTS_HMAC_SHA256_128 = new EncType(19);
    /** RFC 8009. */
    public static final EncType AES256_CTS_HMAC_SHA384_192 = new EncType(20);

    private static final Map<String, EncType> BY_NAME = Map.ofEntries(
            Map.entry("aes128-cts-hmac-sha1-96", AES128_CTS_HMAC_SHA1_96),
            Map.entry("aes128-cts", AES128_CTS_HMAC_SHA1_96),
            Map.entry("aes128-sha1", AES128_CTS_HMAC_SHA1_96),
            Map.entry("aes256-cts-hmac-sha1-96", AES256_CTS_HMAC_SHA1_96),
            Map.entry("aes256-cts", AES256_CTS_HMAC_SHA1_96),
            Map.entry("aes256-sha1", AES256_CTS_HMAC_SHA1_96),
            Map.entry("aes128-cts-hmac-sha256-128", AES128_CTS_HMAC_SHA256_128),
            Map.entry("aes128-sha2", AES128_CTS_HMAC_SHA256_128),
            Map.entry("aes256-cts-hmac-sha384-192", AES256_CTS_HMAC_SHA384_192),
            Map.entry("aes256-sha2", AES256_CTS_HMAC_SHA384_192));

    /** Whether Hanse seals and opens with this type. */
    public boolean isSupported() {
        return value >= 17 && value <= 20;
    }

    /** Key length in octets of a supported type: 16 or 32. */
    public int keyLength() {
        if (!isSupported()) {
            throw new IllegalStateException("no key length for enctype " + this);
        }
        return value == 17 || value == 19 ? 16 : 32;
    }

    /** Reads a name as MIT spells it, an MIT alias such as {@code aes256-cts}, or empty for anything else. */
    public static Optional<EncType> byName(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The registered name, or {@code etype N} for a number without one. */
    @Override
    public String toString() {
        return switch (value) {
            case 1 -> "des-cbc-crc";
            case 3 -> "des-cbc-md5";
            case 16 -> "des3-cbc-sha1";
            case 17 -> "aes128-cts-hmac-sha1-96";
            case 18 -> "aes256-cts-hmac-sha1-96";
            case 19 -> "aes128-cts-hmac-sha256-128";
            case 20 -> "aes256-cts-hmac-sha384-192";
            case 23 -> "arcfour-hmac";
            case 25 -> "camellia128-cts-cmac";
            case 26 -> "camellia256-cts-cmac";
            default -> "etype " + value;
        };
    }
}
