package org.hanse.stock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The programs of this checkout: {@code scripts/hanse}, and the stock software that {@code scripts/stock-software} fetched. */
final class StockTools {
    private static final Path CHECKOUT = checkout();
    private static final Map<String, String> PATHS = new HashMap<>();

    private StockTools() {}

    /** Our own command, as an operator runs it. */
    static Command hanse(String... arguments) {
        return Command.of(CHECKOUT.resolve("scripts/hanse").toString()).with(arguments);
    }

    /** A program of MIT krb5, of OpenSSH, or curl: what Debian links with MIT's GSSAPI. */
    static Command mit(String program, String... arguments) {
        return Command.of(find("MIT", program).toString()).with(arguments).env("LD_LIBRARY_PATH", path("MIT_LIBS"));
    }

    static Command heimdal(String program, String... arguments) {
        return Command.of(find("HEIMDAL", program).toString())
                .with(arguments)
                .env("LD_LIBRARY_PATH", path("HEIMDAL_LIBS"));
    }

    /** The environment of a program whose clock is off by so much, such as {@code +10m}; the machine's clock stays. */
    static Map<String, String> clock(String offset) {
        return Map.of("LD_PRELOAD", path("FAKETIME"), "FAKETIME", offset);
    }

    /** A Java program beside these tests, in a JVM of its own: the JDK reads krb5.conf once. */
    static Command jdk(Path krb5Conf, Class<?> program, String... arguments) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path classes = CHECKOUT.resolve("admin-tool/target/test-classes");
        return Command.of(java.toString(), "-cp", classes.toString())
                .with("-Djava.security.krb5.conf=" + krb5Conf)
                .with(program.getName())
                .with(arguments);
    }

    /** A line of {@code .stock/env}. */
    static synchronized String path(String name) {
        if (PATHS.isEmpty()) {
            Path env = CHECKOUT.resolve(".stock/env");
            try {
                for (String line : Files.readAllLines(env)) {
                    PATHS.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
                }
            } catch (IOException e) {
                throw new AssertionError("the stock software is not here (" + env + "); run scripts/stock-software", e);
            }
        }
        return PATHS.get(name);
    }

    private static Path find(String tree, String program) {
        Path user = Path.of(path(tree), "usr/bin", program);
        return Files.exists(user) ? user : Path.of(path(tree), "usr/sbin", program);
    }

    /** The checkout is where the scripts are, above the folder that Maven runs the tests in. */
    static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("scripts/stock-software"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new UncheckedIOException(new IOException("these tests run inside a checkout only"));
            }
        }
        return folder;
    }
}
