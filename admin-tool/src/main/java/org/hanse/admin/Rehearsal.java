package org.hanse.admin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Runs the commands on standard input, one a line, their words apart by spaces, in one process; what they say is thrown away. For
 * {@code scripts/hanse-archive}, which notes the classes that this process loads, and cannot put together what many have loaded.
 */
final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        int failed = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int code = Main.run(line.split(" "), InputStream.nullInputStream(), nowhere, nowhere);
            if (code != 0) {
                failed++;
                System.err.println("rehearsal: hanse " + line + " ended with exit code " + code);
            }
        }
        System.exit(failed == 0 ? 0 : 1);
    }
}
