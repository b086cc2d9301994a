package org.hanse.bench.population;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Principal;

/**
 * A population as {@code kdb5_util load -update} reads it: dump format 7, a line per principal, keys sealed under the realm's
 * master key.
 */
public final class MitDump {
    private static final int REQUIRES_PREAUTH = 0x80;
    private static final int NO_FLAGS = 0;
    private static final int TEN_HOURS = 36_000;
    private static final int SEVEN_DAYS = 604_800;

    private final ProtocolKey master;
    private final SecureRandom random;

    public MitDump(ProtocolKey master, SecureRandom random) {
        this.master = master;
        this.random = random;
    }

    public void write(Population population, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            out.write("kdb5_util load_dump version 7\n");
            for (KeyHolder user : population.users()) {
                out.write(line(user, REQUIRES_PREAUTH));
            }
            for (KeyHolder service : population.services()) {
                out.write(line(service, NO_FLAGS));
            }
            out.write(line(population.peerOut(), NO_FLAGS));
            out.write(line(population.peerIn(), NO_FLAGS));
        }
    }

    private String line(KeyHolder holder, int attributes) {
        Principal principal = holder.principal();
        String name = principal.toString();
        String key = HexFormat.of().formatHex(sealed(holder.key()));
        // Lengths and counts; the name; flags, lives, expiries and counters; the master key's version (tagged data of
        // type 8);
        // one key without a salt; no extra data.
        return "princ\t38\t" + name.length() + "\t1\t1\t0\t" + name + "\t" + attributes + "\t" + TEN_HOURS + "\t"
                + SEVEN_DAYS + "\t0\t0\t0\t0\t0\t8\t2\t0100\t1\t1\t"
                + holder.key().etype().value() + "\t" + key.length() / 2 + "\t" + key + "\t-1;\n";
    }

    /** The key's length as 16 bits, little-endian, in front of what the master key seals. */
    private byte[] sealed(ProtocolKey key) {
        byte[] octets = key.toEncryptionKey().secret().reveal();
        byte[] cipher = master.seal(KeyUsage.MIT_DATABASE, octets, random);
        byte[] whole = new byte[2 + cipher.length];
        whole[0] = (byte) octets.length;
        System.arraycopy(cipher, 0, whole, 2, cipher.length);
        return whole;
    }
}
