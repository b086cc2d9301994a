package org.hanse.kdc.realm;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;

/**
 * How the key of a file comes from a passphrase, by Argon2id (RFC 9106).
 *
 * @param memory in KiB
 * @param passes over the memory
 * @param lanes that can be computed side by side
 * @param salt 16 octets
 */
record PassphraseKey(int memory, int passes, int lanes, Octets salt) {
    /** Octets of what {@link #put} writes. */
    static final int LENGTH = 4 + 4 + 1 + PassphraseKey.SALT;

    private static final int SALT = 16;
    private static final int KEY = 32;

    /** RFC 9106 §4, the second recommended choice: 64 MiB, three passes. A guess at a passphrase costs a third of a second. */
    private static final int MEMORY = 64 * 1024;

    private static final int PASSES = 3;
    private static final int LANES = 4;

    /** What a file may ask of who opens it: a file may come from anywhere, and a command has a quarter of the machine's memory. */
    private static final int MOST_MEMORY = 256 * 1024;

    private static final int MOST_PASSES = 16;
    private static final int MOST_LANES = 64;

    static PassphraseKey fresh(SecureRandom random) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        return new PassphraseKey(MEMORY, PASSES, LANES, Octets.wrap(salt));
    }

    /** @return empty if they are no numbers that this program works with */
    static Optional<PassphraseKey> read(ByteBuffer in) {
        int memory = in.getInt();
        int passes = in.getInt();
        int lanes = in.get();
        byte[] salt = new byte[SALT];
        in.get(salt);
        boolean isSane = lanes >= 1
                && lanes <= MOST_LANES
                && passes >= 1
                && passes <= MOST_PASSES
                && memory >= 8 * lanes
                && memory <= MOST_MEMORY;
        return isSane ? Optional.of(new PassphraseKey(memory, passes, lanes, Octets.wrap(salt))) : Optional.empty();
    }

    void put(ByteBuffer out) {
        out.putInt(memory).putInt(passes).put((byte) lanes).put(salt.toByteArray());
    }

    /** 32 octets. Takes as long, and as much memory, as the numbers say. */
    SecretBytes of(SecretBytes passphrase) {
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt.toByteArray())
                .build();
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] secret = passphrase.reveal();
        byte[] key = new byte[KEY];
        try {
            generator.generateBytes(secret, key);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
        return SecretBytes.takeOver(key);
    }
}
