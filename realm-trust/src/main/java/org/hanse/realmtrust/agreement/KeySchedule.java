package org.hanse.realmtrust.agreement;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;

/**
 * Everything that comes of the shared secrets, by HKDF (RFC 5869) with SHA-384 and the hash of the transcript as its salt: two realms that
 * have not seen the same words have not the same keys. Immutable, thread-safe.
 */
final class KeySchedule {
    private static final String HMAC = "HmacSHA384";
    /** Of the root and of a MAC. */
    static final int LENGTH = 48;

    private final SecretBytes root;

    private KeySchedule(SecretBytes root) {
        if (root.length() != LENGTH) {
            throw new IllegalArgumentException("a root has " + LENGTH + " octets");
        }
        this.root = root;
    }

    /** HKDF-Extract, RFC 5869 §2.2. */
    static KeySchedule of(Octets transcript, SecretBytes shared) {
        byte[] input = shared.reveal();
        byte[] root = hmac(transcript.toByteArray(), input);
        Arrays.fill(input, (byte) 0);
        return new KeySchedule(SecretBytes.takeOver(root));
    }

    /** From the {@link #root()} of one that was kept. */
    static KeySchedule resumed(SecretBytes root) {
        return new KeySchedule(root);
    }

    /** To be kept, sealed, until both realms use the keys. */
    SecretBytes root() {
        return root;
    }

    /** The answerer's proof that it has the keys. */
    Octets answererMac(Octets transcript) {
        return mac("hanse-agreement-1 answerer", transcript);
    }

    /** The proposer's proof that it has the keys. */
    Octets proposerMac(Octets transcript) {
        return mac("hanse-agreement-1 proposer", transcript);
    }

    /** The keys of {@code krbtgt/ACCEPTOR@ISSUER}, the strongest enctype first: others in each direction, and none tells another. */
    List<ProtocolKey> keys(Party issuer, Party acceptor, Epoch epoch, Suite suite) {
        return suite.etypes().stream()
                .map(etype -> key(issuer, acceptor, epoch, etype))
                .toList();
    }

    private ProtocolKey key(Party issuer, Party acceptor, Epoch epoch, EncType etype) {
        byte[] info = new Transcript("hanse-agreement-1 key")
                .party(issuer)
                .party(acceptor)
                .number(epoch.number())
                .number(etype.value())
                .toByteArray();
        byte[] key = expand(info, etype.keyLength());
        return ProtocolKey.of(new EncryptionKey(etype, SecretBytes.takeOver(key)));
    }

    /** In constant time. */
    static boolean same(Octets one, Octets other) {
        return MessageDigest.isEqual(one.toByteArray(), other.toByteArray());
    }

    private Octets mac(String label, Octets transcript) {
        byte[] key = expand(new Transcript(label).toByteArray(), LENGTH);
        byte[] mac = hmac(key, transcript.toByteArray());
        Arrays.fill(key, (byte) 0);
        return Octets.wrap(mac);
    }

    /** HKDF-Expand, RFC 5869 §2.3, whose first block is enough for all that is derived here. */
    private byte[] expand(byte[] info, int length) {
        byte[] secret = root.reveal();
        byte[] input = Arrays.copyOf(info, info.length + 1);
        input[info.length] = 1;
        byte[] block = hmac(secret, input);
        Arrays.fill(secret, (byte) 0);
        byte[] wanted = Arrays.copyOf(block, length);
        Arrays.fill(block, (byte) 0);
        return wanted;
    }

    private static byte[] hmac(byte[] key, byte[] input) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks " + HMAC, e);
        }
    }
}
