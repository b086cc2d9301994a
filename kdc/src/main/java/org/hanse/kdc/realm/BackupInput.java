package org.hanse.kdc.realm;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import org.hanse.protocol.wire.SecretBytes;

/** Reads a backup's content; what it gives out was sealed so, in this order, and nothing is missing before it. Of one thread. */
final class BackupInput extends InputStream {
    private final PushbackInputStream in;
    private final BackupSeal seal;
    private byte[] piece = new byte[0];
    private int position;
    private long number;
    private boolean last;

    /** @throws BackupFault also WRONG_PASSPHRASE */
    BackupInput(InputStream in, SecretBytes passphrase) throws IOException {
        this.in = new PushbackInputStream(in);
        BackupHead head = BackupHead.read(this.in);
        byte[] proof = this.in.readNBytes(BackupSeal.TAG);
        if (proof.length < BackupSeal.TAG) {
            throw new BackupFault(BackupFault.Kind.CUT_OFF);
        }
        this.seal = new BackupSeal(head.key(passphrase));
        if (!MessageDigest.isEqual(proof, seal.sealedHead(head))) {
            throw new BackupFault(BackupFault.Kind.WRONG_PASSPHRASE);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] octets, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, octets.length);
        while (position == piece.length) {
            if (last) {
                return count == 0 ? 0 : -1;
            }
            next();
        }
        int part = Math.min(count, piece.length - position);
        System.arraycopy(piece, position, octets, from, part);
        position += part;
        return part;
    }

    private void next() throws IOException {
        byte[] sealed = in.readNBytes(BackupSeal.PIECE + BackupSeal.TAG);
        int more = in.read();
        last = more < 0;
        if (!last) {
            in.unread(more);
        }
        if (sealed.length < BackupSeal.TAG) {
            throw new BackupFault(BackupFault.Kind.CUT_OFF);
        }
        Optional<byte[]> opened =
                seal.open(number, last ? BackupSeal.Place.LAST : BackupSeal.Place.BEFORE_OTHERS, sealed);
        if (opened.isEmpty()) {
            boolean isCutOff = last
                    && seal.open(number, BackupSeal.Place.BEFORE_OTHERS, sealed).isPresent();
            throw isCutOff
                    ? new BackupFault(BackupFault.Kind.CUT_OFF)
                    : BackupFault.inPiece(number, BackupFault.Kind.ALTERED);
        }
        piece = opened.get();
        position = 0;
        number++;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
