package org.hanse.realmtrust.document;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;

/**
 * A second verifier of signatures on documents, as docs/federation.md describes them, for somebody who has raw keys and no CMS: it
 * shares no code with the first but ML-DSA itself, which JDK 17 has not. It takes no document apart; it builds the one that it would
 * accept from the payload and the signatures that it finds, and compares.
 */
public final class PlainVerifier {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] DOCUMENT = oid("061469818ac4fcdef5b8eabd878fa9f9dfbbfc848424");
    /** The content type of federations' lists. */
    public static final byte[] FEDERATION_LIST = oid("06136999e690d880cbf2a59193ecf4b4e080aa9727");
    /** The content type of introductions. */
    public static final byte[] INTRODUCTION = oid("06136984e8c7b5f4d48a84cf9f9a9187faf8cfe871");

    private static final byte[] SIGNED_DATA = oid("06092a864886f70d010702");
    private static final byte[] CONTENT_TYPE = oid("06092a864886f70d010903");
    private static final byte[] MESSAGE_DIGEST = oid("06092a864886f70d010904");
    private static final byte[] SHA_512 = tlv(0x30, oid("0609608648016503040203"));
    private static final byte[] ED25519 = tlv(0x30, oid("06032b6570"));
    private static final byte[] ML_DSA_65 = tlv(0x30, oid("0609608648016503040312"));
    private static final byte[] X509_ED25519 = HEX.parseHex("302a300506032b6570032100");

    private PlainVerifier() {}

    /** Whether these octets are a document signed by both halves of the key. */
    static boolean verifies(byte[] document, byte[] ed25519Key, byte[] mlDsaKey) throws GeneralSecurityException {
        return verifies(DOCUMENT, document, ed25519Key, mlDsaKey);
    }

    /** The same of what has another content type, an object identifier in DER. */
    public static boolean verifies(byte[] contentType, byte[] document, byte[] ed25519Key, byte[] mlDsaKey)
            throws GeneralSecurityException {
        byte[] payload = payload(contentType, document);
        byte[] lattice = Arrays.copyOfRange(document, document.length - 3309, document.length);
        byte[] fingerprint = fingerprint(ed25519Key, mlDsaKey);
        byte[] input = tlv(0x31, attributes(contentType, payload));
        int second = endOfEd25519(contentType, document);
        byte[] classical = Arrays.copyOfRange(document, Math.max(0, second - 64), Math.max(64, second));
        return Arrays.equals(document, signed(contentType, payload, fingerprint, classical, lattice))
                && verifiesEd25519(input, classical, ed25519Key)
                && verifiesMlDsa(input, lattice, mlDsaKey);
    }

    /** Where the Ed25519 signature ends: before the second signer, whose octets are as many whatever it signed. */
    static int endOfEd25519(byte[] document) {
        return endOfEd25519(DOCUMENT, document);
    }

    private static int endOfEd25519(byte[] contentType, byte[] document) {
        try {
            return document.length - signer(contentType, new byte[32], new byte[0], ML_DSA_65, new byte[3309]).length;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The first octet string after the content type: what is signed. */
    static byte[] payload(byte[] document) {
        return payload(DOCUMENT, document);
    }

    public static byte[] payload(byte[] contentType, byte[] document) {
        String hex = HEX.formatHex(document);
        Matcher place = Pattern.compile(HEX.formatHex(contentType) + "a082....0482(....)")
                .matcher(hex);
        if (!place.find()) {
            return new byte[0];
        }
        int from = place.end() / 2;
        return Arrays.copyOfRange(document, from, from + Integer.parseInt(place.group(1), 16));
    }

    /** The halves of the keys in a payload, in their order: Ed25519, ML-DSA-65, Ed25519, ... */
    public static byte[][] keys(byte[] payload) {
        return Pattern.compile("\"(ed25519|mlDsa65)\":\"([^\"]*)\"")
                .matcher(new String(payload, StandardCharsets.UTF_8))
                .results()
                .map(half -> Base64.getDecoder().decode(half.group(2)))
                .toArray(byte[][]::new);
    }

    public static byte[] fingerprint(byte[] ed25519Key, byte[] mlDsaKey) throws GeneralSecurityException {
        byte[] label = "hanse-realm-key-v1\0".getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.getInstance("SHA-256").digest(join(label, ed25519Key, mlDsaKey));
    }

    private static byte[] signed(
            byte[] contentType, byte[] payload, byte[] fingerprint, byte[] classical, byte[] lattice)
            throws GeneralSecurityException {
        byte[] content = tlv(0x30, contentType, tlv(0xa0, tlv(0x04, payload)));
        byte[] signers = tlv(
                0x31,
                signer(contentType, fingerprint, payload, ED25519, classical),
                signer(contentType, fingerprint, payload, ML_DSA_65, lattice));
        byte[] data = tlv(0x30, integer(3), tlv(0x31, SHA_512), content, signers);
        return tlv(0x30, SIGNED_DATA, tlv(0xa0, data));
    }

    private static byte[] signer(
            byte[] contentType, byte[] fingerprint, byte[] payload, byte[] algorithm, byte[] signature)
            throws GeneralSecurityException {
        return tlv(
                0x30,
                integer(3),
                tlv(0x80, fingerprint),
                SHA_512,
                tlv(0xa0, attributes(contentType, payload)),
                algorithm,
                tlv(0x04, signature));
    }

    private static byte[] attributes(byte[] contentType, byte[] payload) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-512").digest(payload);
        return join(
                tlv(0x30, CONTENT_TYPE, tlv(0x31, contentType)), tlv(0x30, MESSAGE_DIGEST, tlv(0x31, tlv(0x04, hash))));
    }

    private static boolean verifiesEd25519(byte[] input, byte[] signature, byte[] key) throws GeneralSecurityException {
        PublicKey publicKey =
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(join(X509_ED25519, key)));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(publicKey);
        verifier.update(input);
        try {
            return verifier.verify(signature);
        } catch (SignatureException noPoint) {
            return false;
        }
    }

    private static boolean verifiesMlDsa(byte[] input, byte[] signature, byte[] key) {
        MLDSASigner verifier = new MLDSASigner();
        verifier.init(false, new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_65, key));
        verifier.update(input, 0, input.length);
        return verifier.verifySignature(signature);
    }

    private static byte[] tlv(int tag, byte[]... parts) {
        byte[] value = join(parts);
        byte[] length = value.length < 128
                ? new byte[] {(byte) value.length}
                : join(
                        new byte[] {(byte) (value.length < 256 ? 0x81 : value.length < 65536 ? 0x82 : 0x83)},
                        unsigned(value.length));
        return join(new byte[] {(byte) tag}, length, value);
    }

    private static byte[] unsigned(int number) {
        byte[] octets = BigInteger.valueOf(number).toByteArray();
        return octets[0] == 0 ? Arrays.copyOfRange(octets, 1, octets.length) : octets;
    }

    private static byte[] integer(int number) {
        return tlv(0x02, new byte[] {(byte) number});
    }

    private static byte[] oid(String hex) {
        return HEX.parseHex(hex);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
