package org.hanse.protocol.crypto;

import java.security.SecureRandom;
import org.hanse.protocol.name.ChecksumType;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.Checksum;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.EncryptionKey;

/**
 * A protocol key, RFC 3961 §3, ready for use: it derives the specific key of each usage once and keeps it, so hold on to the
 * object for keys that are used again. Thread-safe. Never prints its octets.
 */
public final class ProtocolKey {
    private ProtocolKey() {}

    /**
     * @throws IllegalArgumentException if the enctype is not {@linkplain EncType#isSupported() supported} or the length is wrong
     */
    public static ProtocolKey of(EncryptionKey key) {
        throw new UnsupportedOperationException();
    }

    public static ProtocolKey random(EncType etype, SecureRandom random) {
        throw new UnsupportedOperationException();
    }

    public EncType etype() {
        throw new UnsupportedOperationException();
    }

    /** As messages carry it. */
    public EncryptionKey toEncryptionKey() {
        throw new UnsupportedOperationException();
    }

    /** Confounder, ciphertext and MAC, RFC 3961 §5.3 (17, 18) or RFC 8009 §5 (19, 20). */
    public byte[] seal(KeyUsage usage, byte[] plain, SecureRandom random) {
        throw new UnsupportedOperationException();
    }

    /** The MAC is checked in constant time before anything else is done; lengths are checked first. */
    public byte[] open(KeyUsage usage, byte[] sealed) throws IntegrityFault {
        throw new UnsupportedOperationException();
    }

    /** As {@link #open(KeyUsage, byte[])}; data of another enctype than this key's does not open. */
    public byte[] open(KeyUsage usage, EncryptedData sealed) throws IntegrityFault {
        throw new UnsupportedOperationException();
    }

    /** The mandatory checksum of this key's enctype. */
    public Checksum checksum(KeyUsage usage, byte[] data) {
        throw new UnsupportedOperationException();
    }

    /** Constant-time; false for any type but this key's mandatory one. */
    public boolean verify(KeyUsage usage, byte[] data, Checksum checksum) {
        throw new UnsupportedOperationException();
    }

    public ChecksumType checksumType() {
        throw new UnsupportedOperationException();
    }

    /** The pseudo-random function, RFC 3961 §3, RFC 3962 §6, RFC 8009 §5. */
    public byte[] prf(byte[] input) {
        throw new UnsupportedOperationException();
    }
}
