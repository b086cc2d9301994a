package org.hanse.admin.command;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.KerberosFiles;
import org.hanse.admin.session.Surroundings;
import org.hanse.protocol.file.CacheName;
import org.hanse.protocol.file.CredentialCache;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hanse kdestroy}: overwrites and removes a credential cache. */
@Command(
        header = "Log out: destroy the credential cache",
        description = "Overwrites the tickets and removes the cache.",
        footer = {"  hanse kdestroy", "  hanse kdestroy -A"})
final class KdestroyCommand implements HanseCommand {
    @Option(names = "-c", paramLabel = "CCACHE", description = "The credential cache.")
    Optional<String> cache = Optional.empty();

    @Option(names = "-A", description = "All caches of the collection.")
    boolean all;

    @Option(names = "-q", description = "Make no noise, which is always so.")
    boolean quiet;

    @Override
    public int run(Surroundings here) throws CommandFailure, IOException {
        CacheName name = KerberosFiles.of(here).cacheName(cache);
        if (all) {
            CacheName whole = name.collection();
            for (CacheName one : List.copyOf(whole.all())) {
                CredentialCache.destroy(one.path());
            }
            return 0;
        }
        try {
            CredentialCache.destroy(name.toFile());
        } catch (NoSuchFileException absent) {
            throw new CommandFailure(
                    "No credentials cache found (filename: " + absent.getFile() + ")", "there is nothing to destroy");
        }
        return 0;
    }
}
