package org.hanse.kdc.realm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.realmtrust.document.RealmSigningKey;

/**
 * Signing keys in a file of its owner's: plain, or under a passphrase. docs/formats/signing-keys.md has the layout.
 *
 * @param derivation of the key that the file is sealed under; empty for a plain one
 * @param content the keys, or what they are sealed as
 */
record SigningKeyFile(Optional<PassphraseKey> derivation, Octets content) {
    private static final byte[] MAGIC = "HANSEKEY".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    private static final int KEY = 65;
    private static final int MOST_KEYS = 4;
    private static final int TAG = 16;
    private static final int LONGEST = 8 + 1 + 1 + PassphraseKey.LENGTH + MOST_KEYS * KEY + TAG;

    /** @param passphrase without one, the file's mode is all that protects it */
    static SigningKeyFile of(List<RealmSigningKey> keys, Optional<SecretBytes> passphrase, SecureRandom random) {
        byte[] plain = new byte[keys.size() * KEY];
        for (int i = 0; i < keys.size(); i++) {
            System.arraycopy(keys.get(i).encoded().reveal(), 0, plain, i * KEY, KEY);
        }
        if (passphrase.isEmpty()) {
            return new SigningKeyFile(Optional.empty(), Octets.wrap(plain));
        }
        PassphraseKey derivation = PassphraseKey.fresh(random);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, derivation, passphrase.get()).doFinal(plain);
            return new SigningKeyFile(Optional.of(derivation), Octets.wrap(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** @throws RealmFailure if it is no such file, or others can read it */
    static SigningKeyFile read(Path file) throws IOException, RealmFailure {
        if (HomeFiles.isOpenToOthers(file)) {
            throw RealmFailure.refused(file + " can be read by others", "run chmod 600 " + file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in.readNBytes(LONGEST + 1))
                    .orElseThrow(() -> RealmFailure.refused(
                            file + " holds no signing keys of this version",
                            "name what hanse has made, or fetch the file from a copy"));
        }
    }

    private static Optional<SigningKeyFile> read(byte[] octets) {
        if (octets.length > LONGEST
                || octets.length < MAGIC.length + 2
                || !Arrays.equals(Arrays.copyOf(octets, MAGIC.length), MAGIC)) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(octets, MAGIC.length, octets.length - MAGIC.length);
        byte version = in.get();
        byte isSealed = in.get();
        if (version != VERSION
                || isSealed < 0
                || isSealed > 1
                || (isSealed == 1 && in.remaining() < PassphraseKey.LENGTH)) {
            return Optional.empty();
        }
        Optional<PassphraseKey> derivation = isSealed == 1 ? PassphraseKey.read(in) : Optional.empty();
        byte[] content = new byte[in.remaining()];
        in.get(content);
        return isSealed == 1 && derivation.isEmpty()
                ? Optional.empty()
                : Optional.of(new SigningKeyFile(derivation, Octets.wrap(content)));
    }

    boolean isSealed() {
        return derivation.isPresent();
    }

    byte[] octets() {
        ByteBuffer out =
                ByteBuffer.allocate(MAGIC.length + 2 + (isSealed() ? PassphraseKey.LENGTH : 0) + content.length());
        out.put(MAGIC).put(VERSION).put((byte) (isSealed() ? 1 : 0));
        derivation.ifPresent(how -> how.put(out));
        return out.put(content.toByteArray()).array();
    }

    /**
     * @param passphrase of no meaning for a plain file
     * @throws RealmFailure if it is another one, or the file was altered
     */
    List<RealmSigningKey> keys(Optional<SecretBytes> passphrase) throws RealmFailure {
        byte[] plain = opened(passphrase);
        try {
            if (plain.length == 0 || plain.length % KEY != 0) {
                throw damaged();
            }
            List<RealmSigningKey> keys = new ArrayList<>();
            for (int from = 0; from < plain.length; from += KEY) {
                keys.add(RealmSigningKey.decode(SecretBytes.takeOver(Arrays.copyOfRange(plain, from, from + KEY))));
            }
            return keys;
        } catch (IllegalArgumentException malformed) {
            throw damaged();
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static RealmFailure damaged() {
        return RealmFailure.refused("the file of the signing keys is damaged", "fetch it from a copy");
    }

    private byte[] opened(Optional<SecretBytes> passphrase) throws RealmFailure {
        if (derivation.isEmpty()) {
            return content.toByteArray();
        }
        try {
            SecretBytes given = passphrase.orElseThrow(() ->
                    RealmFailure.refused("the signing keys are under a passphrase", "give it with --passphrase-file"));
            return cipher(Cipher.DECRYPT_MODE, derivation.get(), given).doFinal(content.toByteArray());
        } catch (GeneralSecurityException wrong) {
            throw RealmFailure.refused(
                    "the signing keys do not open: the passphrase is another, or the file was altered",
                    "check the passphrase");
        }
    }

    /** Each salt makes another key, which seals once: a nonce of zeros does. */
    private static Cipher cipher(int mode, PassphraseKey derivation, SecretBytes passphrase)
            throws GeneralSecurityException {
        byte[] key = derivation.of(passphrase).reveal();
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * 8, new byte[12]));
            cipher.updateAAD(MAGIC);
            return cipher;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return "SigningKeyFile(" + (isSealed() ? "under a passphrase" : "plain") + ")";
    }
}
