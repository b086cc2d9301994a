package org.hanse.kdc.realm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;

/**
 * The clear head of a backup: how its key comes from the passphrase, by Argon2id (RFC 9106). docs/formats/backup.md has the layout.
 *
 * @param memory in KiB
 * @param passes over the memory
 * @param lanes that can be computed side by side
 */
record BackupHead(int memory, int passes, int lanes, Octets salt) {
    static final int LENGTH = 8 + 1 + 4 + 4 + 1 + BackupHead.SALT;
    private static final int SALT = 16;
    private static final byte[] MAGIC = "HANSEBAK".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int KEY = 32;

    /** RFC 9106 §4, the second recommended choice: 64 MiB, three passes. A guess at a passphrase costs a third of a second. */
    private static final int MEMORY = 64 * 1024;

    private static final int PASSES = 3;
    private static final int LANES = 4;

    /** What a file may ask of who opens it: a file may come from anywhere, and a command has a quarter of the machine's memory. */
    private static final int MOST_MEMORY = 256 * 1024;

    private static final int MOST_PASSES = 16;
    private static final int MOST_LANES = 64;

    static BackupHead fresh(SecureRandom random) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        return new BackupHead(MEMORY, PASSES, LANES, Octets.wrap(salt));
    }

    /** @throws BackupFault NOT_A_BACKUP, NEWER_FORMAT, CUT_OFF */
    static BackupHead read(InputStream in) throws IOException {
        byte[] octets = in.readNBytes(LENGTH);
        if (octets.length < MAGIC.length || !Arrays.equals(Arrays.copyOf(octets, MAGIC.length), MAGIC)) {
            throw new BackupFault(BackupFault.Kind.NOT_A_BACKUP);
        }
        if (octets.length < LENGTH) {
            throw new BackupFault(BackupFault.Kind.CUT_OFF);
        }
        ByteBuffer fields = ByteBuffer.wrap(octets, MAGIC.length, LENGTH - MAGIC.length);
        if (fields.get() != VERSION) {
            throw new BackupFault(BackupFault.Kind.NEWER_FORMAT);
        }
        int memory = fields.getInt();
        int passes = fields.getInt();
        int lanes = fields.get();
        boolean isSane = lanes >= 1
                && lanes <= MOST_LANES
                && passes >= 1
                && passes <= MOST_PASSES
                && memory >= 8 * lanes
                && memory <= MOST_MEMORY;
        if (!isSane) {
            throw new BackupFault(BackupFault.Kind.ALTERED);
        }
        return new BackupHead(memory, passes, lanes, Octets.copyOf(octets, LENGTH - SALT, LENGTH));
    }

    byte[] octets() {
        return ByteBuffer.allocate(LENGTH)
                .put(MAGIC)
                .put((byte) VERSION)
                .putInt(memory)
                .putInt(passes)
                .put((byte) lanes)
                .put(salt.toByteArray())
                .array();
    }

    /** Takes as long, and as much memory, as the head says. */
    SecretBytes key(SecretBytes passphrase) {
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
