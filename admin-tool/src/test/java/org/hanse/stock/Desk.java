package org.hanse.stock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where one person sits: a krb5.conf and an empty credential cache of their own, and every client to use with them. */
final class Desk {
    private final Path cache;
    private final Path config;

    private Desk(Path cache, Path config) {
        this.cache = cache;
        this.config = config;
    }

    static Desk with(Krb5Conf conf) {
        try {
            Path folder = Files.createTempDirectory("desk");
            folder.toFile().deleteOnExit();
            // MIT's pre-authentication plugins lie beside its libraries; other clients do not know the setting.
            String text = conf.libdefault("plugin_base_dir", StockTools.path("MIT_PLUGINS"))
                    .toString();
            Path config = Files.writeString(folder.resolve("krb5.conf"), text);
            config.toFile().deleteOnExit();
            Path cache = folder.resolve("ccache");
            cache.toFile().deleteOnExit();
            return new Desk(cache, config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Command mit(String program, String... arguments) {
        return StockTools.mit(program, arguments).env(environment());
    }

    Command heimdal(String program, String... arguments) {
        return StockTools.heimdal(program, arguments).env(environment());
    }

    Command hanse(String... arguments) {
        return StockTools.hanse(arguments).env(environment());
    }

    Command jdk(Class<?> program, String... arguments) {
        return StockTools.jdk(config, program, arguments);
    }

    Map<String, String> environment() {
        return Map.of("KRB5_CONFIG", config.toString(), "KRB5CCNAME", "FILE:" + cache);
    }

    Path config() {
        return config;
    }

    Path cache() {
        return cache;
    }

    /** MIT's klist of the cache, with enctypes and flags. */
    String tickets() {
        return mit("klist", "-e", "-f").succeeds().out();
    }

    /** One of them. */
    ListedTicket ticket(String server) {
        return ListedTicket.of(
                server, mit("klist", "-e", "-f", "-a", "-n").succeeds().out());
    }
}
