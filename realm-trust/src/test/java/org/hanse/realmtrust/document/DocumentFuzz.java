package org.hanse.realmtrust.document;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.hanse.protocol.wire.Octets;

/**
 * A fuzz target ({@code scripts/fuzz document}): any octets as a signed document, and as the payload of one, which a fuzzer would never get
 * past the signatures' form. In the payload {@code $E} and {@code $M} stand for the halves of a key, which are longer than the inputs.
 */
public final class DocumentFuzz {
    private static final SigningPublicKey KEY = SigningRealm.luebeck().first.publicKey();

    private DocumentFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        readSigned(input);
        readPayload(withKey(input));
    }

    private static void readSigned(byte[] input) {
        try {
            SignedDocument read = SignedDocument.read(input);
            if (!Arrays.equals(read.encoded().toByteArray(), input)) {
                throw new AssertionError("a second form of one document");
            }
        } catch (DocumentFault refused) {
            // as it should be
        }
    }

    private static void readPayload(byte[] input) {
        RealmDocument read;
        try {
            read = DocumentReader.read(input);
        } catch (DocumentFault refused) {
            return;
        }
        DocumentWriter.write(read); // throws unless that is read as the same
    }

    /** Latin-1 keeps every octet as it is. */
    static byte[] withKey(byte[] input) {
        return new String(input, StandardCharsets.ISO_8859_1)
                .replace("$E", base64(KEY.ed25519()))
                .replace("$M", base64(KEY.mlDsa65()))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String base64(Octets octets) {
        return Base64.getEncoder().encodeToString(octets.toByteArray());
    }
}
