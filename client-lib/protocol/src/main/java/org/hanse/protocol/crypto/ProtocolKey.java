package org.hanse.protocol.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.hanse.protocol.name.ChecksumType;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.Checksum;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;
import org.jspecify.annotations.Nullable;

/**
 * A protocol key, RFC 3961 §3, ready for use: it derives the specific key of each usage once and keeps it, so hold on to the
 * object for keys that are used again. Thread-safe. Equal to a key of the same enctype and octets, compared in constant time.
 * Never prints its octets.
 */
public final class ProtocolKey {
    private static final int USAGES = KeyUsage.values().length;

    private static final int COMBINATIONS = KeyCombination.values().length;

    private final EncryptionKey key;
    private final EncryptionProfile profile;
    private final ChecksumType checksumType;

    // What is derived, made when it is first needed: most keys of a KDC are made for one ticket and never used there.
    // Two threads may both derive a thing, then either will do; all of it is immutable and may be published by a race.
    private @Nullable BaseKey base;
    private @Nullable AtomicReferenceArray<SealingKeys> sealing;
    private @Nullable AtomicReferenceArray<HmacKey> checksums;
    private @Nullable AtomicReferenceArray<byte[]> combining;

    private ProtocolKey(EncryptionKey key) {
        this.key = key;
        this.profile = EncryptionProfile.of(key.etype());
        if (key.secret().length() != key.etype().keyLength()) {
            throw new IllegalArgumentException(
                    "a key of " + key.secret().length() + " octets is none of enctype " + key.etype());
        }
        this.checksumType = ChecksumType.mandatoryFor(key.etype()).orElseThrow();
    }

    /**
     * @throws IllegalArgumentException if the enctype is not {@linkplain EncType#isSupported() supported} or the length is wrong
     */
    public static ProtocolKey of(EncryptionKey key) {
        return new ProtocolKey(key);
    }

    /** @throws IllegalArgumentException if the enctype is not {@linkplain EncType#isSupported() supported} */
    public static ProtocolKey random(EncType etype, SecureRandom random) {
        if (!etype.isSupported()) {
            throw new IllegalArgumentException("enctype " + etype + " is not supported");
        }
        byte[] fresh = new byte[etype.keyLength()];
        random.nextBytes(fresh);
        return new ProtocolKey(new EncryptionKey(etype, SecretBytes.takeOver(fresh)));
    }

    public EncType etype() {
        return key.etype();
    }

    /** As messages carry it. */
    public EncryptionKey toEncryptionKey() {
        return key;
    }

    /** Confounder, ciphertext and MAC, RFC 3961 §5.3 (17, 18) or RFC 8009 §5 (19, 20). */
    public byte[] seal(KeyUsage usage, byte[] plain, SecureRandom random) {
        byte[] confounder = new byte[EncryptionProfile.CONFOUNDER];
        random.nextBytes(confounder);
        byte[] text = Arrays.copyOf(confounder, Math.addExact(confounder.length, plain.length));
        System.arraycopy(plain, 0, text, confounder.length, plain.length);
        return profile.seal(sealingKeys(usage), text);
    }

    /** How many octets longer than its text a sealed message is: confounder and MAC. */
    public int sealingOverhead() {
        return EncryptionProfile.CONFOUNDER + profile.macLength();
    }

    /**
     * The text that was sealed. Lengths are checked first, the MAC in constant time: before decryption for 19 and 20, whose MAC
     * is over the ciphertext, after it for 17 and 18, whose MAC is over the text.
     */
    public byte[] open(KeyUsage usage, byte[] sealed) throws IntegrityFault {
        byte[] text = profile.open(sealingKeys(usage), sealed);
        return Arrays.copyOfRange(text, EncryptionProfile.CONFOUNDER, text.length);
    }

    /** As {@link #open(KeyUsage, byte[])}; data of another enctype than this key's does not open. */
    public byte[] open(KeyUsage usage, EncryptedData sealed) throws IntegrityFault {
        if (!sealed.etype().equals(key.etype())) {
            throw new IntegrityFault();
        }
        return open(usage, sealed.cipher().toByteArray());
    }

    /** The mandatory checksum of this key's enctype. */
    public Checksum checksum(KeyUsage usage, byte[] data) {
        return new Checksum(checksumType, Octets.wrap(sum(usage, data)));
    }

    /** Constant-time; false for any type but this key's mandatory one. */
    public boolean verify(KeyUsage usage, byte[] data, Checksum checksum) {
        return checksum.type().equals(checksumType)
                && checksum.value().length() == profile.macLength()
                && MessageDigest.isEqual(sum(usage, data), checksum.value().toByteArray());
    }

    public ChecksumType checksumType() {
        return checksumType;
    }

    /**
     * The pseudo-random function, RFC 3961 §3 and §5.3, RFC 8009 §5.
     *
     * @return 16 octets for enctypes 17 and 18, 32 for 19, 48 for 20
     */
    public byte[] prf(byte[] input) {
        return base().prf(input);
    }

    /**
     * PRF+ of this key as the second one of a combination, {@value KeyCombination#LONGEST} octets. Kept: it is the same for every
     * request under a ticket, and with it goes half the cost of an armor key. Not to be changed.
     */
    byte[] asSecondOf(KeyCombination combination) {
        AtomicReferenceArray<byte[]> kept = combining;
        if (kept == null) {
            kept = new AtomicReferenceArray<>(COMBINATIONS);
            combining = kept;
        }
        byte[] part = kept.getAcquire(combination.index());
        if (part == null) {
            part = combination.ofSecond(this);
            kept.setRelease(combination.index(), part);
        }
        return part;
    }

    private byte[] sum(KeyUsage usage, byte[] data) {
        return Arrays.copyOf(checksumKey(usage).of(data), profile.macLength());
    }

    private SealingKeys sealingKeys(KeyUsage usage) {
        AtomicReferenceArray<SealingKeys> kept = sealing;
        if (kept == null) {
            kept = new AtomicReferenceArray<>(USAGES);
            sealing = kept;
        }
        SealingKeys keys = kept.getAcquire(usage.index());
        if (keys == null) {
            keys = base().sealingKeys(usage);
            kept.setRelease(usage.index(), keys);
        }
        return keys;
    }

    private HmacKey checksumKey(KeyUsage usage) {
        AtomicReferenceArray<HmacKey> kept = checksums;
        if (kept == null) {
            kept = new AtomicReferenceArray<>(USAGES);
            checksums = kept;
        }
        HmacKey sumKey = kept.getAcquire(usage.index());
        if (sumKey == null) {
            sumKey = base().checksumKey(usage);
            kept.setRelease(usage.index(), sumKey);
        }
        return sumKey;
    }

    private BaseKey base() {
        BaseKey kept = base;
        if (kept == null) {
            byte[] octets = key.secret().reveal();
            kept = profile.base(octets);
            Arrays.fill(octets, (byte) 0);
            base = kept;
        }
        return kept;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProtocolKey that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return "ProtocolKey(" + key.etype() + ")";
    }
}
