package org.hanse.protocol.wire;

/** A fuzz target ({@code scripts/fuzz codec}): any octets, of which our codec and Kerby's must make the same, as any message. */
public final class CodecFuzz {
    private CodecFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        BothCodecs.agreeOn(input);
    }
}
