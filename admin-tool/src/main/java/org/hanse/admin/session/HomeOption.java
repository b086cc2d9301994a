package org.hanse.admin.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.UsageFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where a command works: {@code --home} or {@code --server}, else HANSE_SERVER, HANSE_HOME, {@code /etc/hanse}. */
@Command
public final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Work on the realm home DIR. Default: the environment's HANSE_HOME, else /etc/hanse.")
    Optional<Path> home = Optional.empty();

    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "Work through a server's HTTPS port, with a fresh ticket of an administrator from the credential"
                            + " cache. Default: the environment's HANSE_SERVER, unless --home is given.")
    Optional<String> server = Optional.empty();

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "With --server: the certificates to believe, in PEM. Default: those that Java believes.")
    Optional<Path> caFile = Optional.empty();

    /**
     * Opens the home, or goes to the server.
     *
     * @throws UsageFailure if both places are given
     * @throws CommandFailure if there is no home, or no way to the server
     */
    public Desk desk(Surroundings here) throws CommandFailure, IOException {
        Optional<String> url = serverUrl(here);
        return url.isPresent() ? ServerDesk.open(url.get(), caFile, here) : RealmSession.open(homeFolder(here), here);
    }

    /**
     * Opens the realm home, for commands that work on nothing else.
     *
     * @throws UsageFailure if both places are given, or a server
     * @throws CommandFailure if there is no home
     */
    public RealmSession open(Surroundings here) throws CommandFailure {
        return RealmSession.open(place(here), here);
    }

    /**
     * The folder of the realm home, for commands that must not open its store.
     *
     * @throws UsageFailure if both places are given, or a server
     * @throws CommandFailure if there is no home
     */
    public Path folder(Surroundings here) throws CommandFailure {
        Path folder = place(here);
        check(folder);
        return folder;
    }

    private Path place(Surroundings here) throws UsageFailure {
        if (serverUrl(here).isPresent()) {
            throw new UsageFailure(
                    "this command works on a realm home, and not through --server or HANSE_SERVER",
                    "give --home, on the realm's machine");
        }
        return homeFolder(here);
    }

    private Optional<String> serverUrl(Surroundings here) throws UsageFailure {
        if (home.isPresent() && (server.isPresent() || caFile.isPresent())) {
            throw new UsageFailure("--home and --server exclude each other", "give one of them");
        }
        Optional<String> url = home.isPresent()
                ? Optional.empty()
                : server.or(() ->
                        Optional.ofNullable(here.env().get("HANSE_SERVER")).filter(text -> !text.isEmpty()));
        if (caFile.isPresent() && url.isEmpty()) {
            throw new UsageFailure("--ca-file is for a server, and there is none", "give --server, or leave it out");
        }
        return url;
    }

    private Path homeFolder(Surroundings here) {
        return home.orElseGet(() -> fallback(here));
    }

    /** The home when none is named. */
    public static Path fallback(Surroundings here) {
        return Path.of(Optional.ofNullable(here.env().get("HANSE_HOME"))
                .filter(text -> !text.isEmpty())
                .orElse("/etc/hanse"));
    }

    /** @throws CommandFailure if {@code home} is no folder that holds a realm */
    static void check(Path home) throws CommandFailure {
        if (!Files.isDirectory(home) || !Files.exists(home.resolve("realm.yaml"))) {
            throw new CommandFailure(
                    "there is no realm home at " + home, "name one with --home, or make it with hanse realm init");
        }
    }
}
