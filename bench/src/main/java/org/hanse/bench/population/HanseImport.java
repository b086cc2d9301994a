package org.hanse.bench.population;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** A population as {@code hanse principal import} reads it: JSON lines with keys. */
public final class HanseImport {
    private HanseImport() {}

    public static void write(Population population, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            for (KeyHolder user : population.users()) {
                out.write(line(user, ", \"flags\": [\"+requires_preauth\"]"));
            }
            for (KeyHolder service : population.services()) {
                out.write(line(service, ""));
            }
            out.write(line(population.peerOut(), ""));
            out.write(line(population.peerIn(), ""));
        }
    }

    private static String line(KeyHolder holder, String more) {
        return "{\"name\": \"" + holder.principal() + "\", \"keys\": [{\"kvno\": 1, \"enctype\": \""
                + holder.key().etype() + "\", \"key\": \""
                + HexFormat.of()
                        .formatHex(holder.key().toEncryptionKey().secret().reveal()) + "\"}]" + more + "}\n";
    }
}
