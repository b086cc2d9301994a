package org.hanse.realmtrust.federation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.document.DocumentFault;
import org.hanse.realmtrust.document.SigningPublicKey;

/**
 * A fuzz target ({@code scripts/fuzz list}): any octets as a signed list, as the payload of one, and as a draft. In a payload {@code $E} and {@code $M} stand for
 * the halves of a key, and {@code $F} for its fingerprint.
 */
public final class ListFuzz {
    private static final SigningPublicKey KEY = SigningFederation.hanse().first.publicKey();

    private ListFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        readSigned(input);
        readPayload(withKey(input));
        readDraft(input);
    }

    private static void readSigned(byte[] input) {
        try {
            SignedList read = SignedList.read(input);
            if (!Arrays.equals(read.encoded().toByteArray(), input)) {
                throw new AssertionError("a second form of one list");
            }
        } catch (DocumentFault refused) {
            // as it should be
        }
    }

    private static void readPayload(byte[] input) {
        FederationList read;
        try {
            read = ListReader.read(input);
        } catch (DocumentFault refused) {
            return;
        }
        ListWriter.write(read); // throws unless that is read as the same
    }

    private static void readDraft(byte[] input) {
        try {
            FederationDraft read = FederationDraft.read(input);
            if (!FederationDraft.read(read.write()).equals(read)) {
                throw new AssertionError("a draft that changes when it is kept");
            }
        } catch (DocumentFault refused) {
            // as it should be
        }
    }

    /** Latin-1 keeps every octet as it is. */
    static byte[] withKey(byte[] input) {
        return new String(input, StandardCharsets.ISO_8859_1)
                .replace("$E", base64(KEY.ed25519()))
                .replace("$M", base64(KEY.mlDsa65()))
                .replace("$F", KEY.fingerprint().hex())
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String base64(Octets octets) {
        return Base64.getEncoder().encodeToString(octets.toByteArray());
    }
}
