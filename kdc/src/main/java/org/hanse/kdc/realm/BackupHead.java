package org.hanse.kdc.realm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.hanse.protocol.wire.SecretBytes;

/** The clear head of a backup: how its key comes from the passphrase. docs/formats/backup.md has the layout. */
record BackupHead(PassphraseKey derivation) {
    private static final byte[] MAGIC = "HANSEBAK".getBytes(StandardCharsets.US_ASCII);
    static final int LENGTH = 8 + 1 + PassphraseKey.LENGTH;
    private static final int VERSION = 1;

    static BackupHead fresh(SecureRandom random) {
        return new BackupHead(PassphraseKey.fresh(random));
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
        return new BackupHead(PassphraseKey.read(fields).orElseThrow(() -> new BackupFault(BackupFault.Kind.ALTERED)));
    }

    byte[] octets() {
        ByteBuffer octets = ByteBuffer.allocate(LENGTH).put(MAGIC).put((byte) VERSION);
        derivation.put(octets);
        return octets.array();
    }

    SecretBytes key(SecretBytes passphrase) {
        return derivation.of(passphrase);
    }
}
