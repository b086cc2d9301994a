package org.hanse.kdc.realm;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.hanse.protocol.wire.SecretBytes;

/** Writes a backup's content, sealed piece by piece. Without {@link #finish()} it is cut off. Of one thread. */
final class BackupOutput extends OutputStream {
    private final OutputStream out;
    private final BackupSeal seal;
    private final byte[] piece = new byte[BackupSeal.PIECE];
    private int filled;
    private long number;

    BackupOutput(OutputStream out, BackupHead head, SecretBytes passphrase) throws IOException {
        this.out = out;
        this.seal = new BackupSeal(head.key(passphrase));
        out.write(head.octets());
        out.write(seal.sealedHead(head));
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, octets.length);
        int done = 0;
        while (done < count) {
            // Only when more comes is it known that a full piece is not the last.
            if (filled == piece.length) {
                out.write(seal.seal(number++, BackupSeal.Place.BEFORE_OTHERS, piece, filled));
                filled = 0;
            }
            int part = Math.min(piece.length - filled, count - done);
            System.arraycopy(octets, from + done, piece, filled, part);
            filled += part;
            done += part;
        }
    }

    void finish() throws IOException {
        out.write(seal.seal(number, BackupSeal.Place.LAST, piece, filled));
        out.flush();
    }
}
