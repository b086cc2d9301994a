package org.hanse.admin.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.ProcessSignals;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.RealmServer;
import org.hanse.kdc.config.SettingsFault;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.kdc.transport.ListenFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hanse server}: the realm's KDC, in the foreground, until SIGTERM or Ctrl-C. */
@Command(
        header = "Serve a realm until SIGTERM",
        description = {
            "Answers Kerberos clients over UDP and TCP in the foreground. Prints one line when it is ready; what it does",
            "from then on stands in log/kdc.log, and for machines in log/audit.jsonl.",
            "SIGTERM or Ctrl-C: answers what it has accepted and exits 0. SIGHUP: reads realm.yaml again."
        },
        footer = {"  hanse server --home /srv/luebeck"})
final class ServerCommand implements HanseCommand {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The realm home. Default: HANSE_HOME in the environment, else /etc/hanse.")
    Optional<Path> home = Optional.empty();

    @Override
    public int run(Surroundings here) throws CommandFailure, IOException {
        CountDownLatch stop = new CountDownLatch(1);
        // From the first moment: a server that is told to stop while it starts must not die half way.
        ProcessSignals.on("TERM", stop::countDown);
        ProcessSignals.on("INT", stop::countDown);
        RealmServer server = started(here);
        ProcessSignals.on("HUP", server::reload);
        here.out().println(server.readyLine());
        here.out().flush();
        awaitStop(stop);
        server.stop();
        return 0;
    }

    private RealmServer started(Surroundings here) throws CommandFailure, IOException {
        try {
            return RealmServer.start(home.orElseGet(() -> HomeOption.fallback(here)), here.clock(), here.random());
        } catch (SettingsFault | ListenFault | StoreFault e) {
            throw CommandFailure.of(e);
        }
    }

    private static void awaitStop(CountDownLatch stop) {
        try {
            stop.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
