package org.hanse.realmtrust.introduction;

import java.util.Arrays;
import org.hanse.realmtrust.document.DocumentFault;

/** A fuzz target ({@code scripts/fuzz introduction}): any octets as an introduction and as a request, signed and as the payload alone. */
public final class IntroductionFuzz {
    private IntroductionFuzz() {}

    private interface Reading {
        void read(byte[] input) throws DocumentFault;
    }

    public static void fuzzerTestOneInput(byte[] input) {
        refusedOrSound(
                input,
                octets -> sameForm(SignedIntroduction.read(octets).encoded().toByteArray(), octets));
        refusedOrSound(
                input, octets -> sameForm(SignedRequest.read(octets).encoded().toByteArray(), octets));
        // Writing throws unless what it writes is read as the same.
        refusedOrSound(input, octets -> IntroductionForm.write(IntroductionForm.introduction(octets)));
        refusedOrSound(input, octets -> IntroductionForm.write(IntroductionForm.request(octets)));
    }

    private static void refusedOrSound(byte[] input, Reading reading) {
        try {
            reading.read(input);
        } catch (DocumentFault refused) {
            // as it should be
        }
    }

    private static void sameForm(byte[] written, byte[] input) {
        if (!Arrays.equals(written, input)) {
            throw new AssertionError("a second form of one document");
        }
    }
}
