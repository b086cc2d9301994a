package org.hanse.admin.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.KdcFailures;
import org.hanse.admin.session.KerberosFiles;
import org.hanse.admin.session.ServiceTickets;
import org.hanse.admin.session.Surroundings;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.client.tickets.TicketOptions;
import org.hanse.protocol.crypto.IntegrityFault;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.file.CacheName;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.file.Keytab;
import org.hanse.protocol.file.KeytabEntry;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.Ticket;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse kvno}: gets tickets for services and says which version of the service's key sealed them. */
@Command(
        header = "Get tickets for services and show their key versions",
        description =
                "Gets a ticket for each SERVICE with the TGT of the cache, keeps it there, and prints the version of the"
                        + " key that it is sealed in.",
        footer = {
            "  hanse kvno HTTP/www.bergen.example",
            "  hanse kvno -k web.keytab HTTP/www.bergen.example@BERGEN.EXAMPLE"
        })
final class KvnoCommand implements HanseCommand {
    @Parameters(arity = "1..*", paramLabel = "SERVICE", description = "Services; the realm may be left out.")
    List<String> services = new ArrayList<>();

    @Option(names = "-c", paramLabel = "CCACHE", description = "The credential cache.")
    Optional<String> cache = Optional.empty();

    @Option(names = "-k", paramLabel = "KEYTAB", description = "Try whether the keytab opens the tickets.")
    Optional<String> keytab = Optional.empty();

    @Option(names = "-e", paramLabel = "ETYPE", description = "The session key's encryption type.")
    Optional<String> etype = Optional.empty();

    @Option(names = "-q", description = "Print nothing when all is well.")
    boolean quiet;

    @Option(names = "-C", description = "Let the KDC name the service otherwise.")
    boolean canonicalize;

    @Option(names = "--u2u", paramLabel = "CCACHE", description = "User to user (not built yet).")
    Optional<String> userToUser = Optional.empty();

    @Option(names = "-U", paramLabel = "USER", description = "On behalf of USER (not built yet).")
    Optional<String> onBehalfOf = Optional.empty();

    @Option(names = "-P", description = "Constrained delegation (not built yet).")
    boolean delegation;

    @Override
    public int run(Surroundings here) throws CommandFailure, IOException {
        if (userToUser.isPresent() || onBehalfOf.isPresent() || delegation) {
            String option = userToUser.isPresent() ? "--u2u" : onBehalfOf.isPresent() ? "-U" : "-P";
            throw new UsageFailure("kvno " + option + " is not built yet", "leave it out");
        }
        KerberosFiles files = KerberosFiles.of(here);
        TicketOptions options = options();
        CacheName name = files.cacheName(cache).single();
        Optional<Keytab> keys =
                keytab.isPresent() ? Optional.of(KerberosFiles.read(files.keytabPath(keytab))) : Optional.empty();
        ServiceTickets tickets = new ServiceTickets(files, name, here);
        List<CommandFailure> failures = new ArrayList<>();
        for (String service : services) {
            try {
                Credential ticket = tickets.get(service, options);
                show(here, ticket, keys);
            } catch (KdcFailure failure) {
                failures.add(KdcFailures.told(failure));
            } catch (CommandFailure failure) {
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            CommandFailure first = failures.get(0);
            String more = failures.size() == 1 ? "" : " (and " + (failures.size() - 1) + " more)";
            throw new CommandFailure(first.what() + more, first.cure());
        }
        return 0;
    }

    private TicketOptions options() throws UsageFailure {
        TicketOptions options = canonicalize ? TicketOptions.PLAIN.canonicalizing() : TicketOptions.PLAIN;
        if (etype.isEmpty()) {
            return options;
        }
        List<EncType> wanted = new ArrayList<>();
        for (String one : etype.get().split("[ ,]+")) {
            wanted.add(EncType.byName(one)
                    .orElseThrow(() -> new UsageFailure(
                            "-e " + one + " is no encryption type that Hanse uses", "give one such as aes256-cts")));
        }
        return options.withEtypes(wanted);
    }

    private void show(Surroundings here, Credential credential, Optional<Keytab> keys) throws CommandFailure {
        Ticket ticket = CacheListing.decoded(credential)
                .orElseThrow(() -> new CommandFailure(
                        "the ticket for " + credential.server() + " is damaged", "run hanse kinit and try again"));
        if (keys.isPresent() && !opens(keys.get(), credential.server(), ticket)) {
            throw new CommandFailure(
                    "the keytab does not open the ticket for " + credential.server(),
                    "export the keytab again with hanse keytab export");
        }
        if (!quiet) {
            here.out()
                    .println(credential.server() + ": kvno = "
                            + ticket.sealed().kvno().map(Kvno::toString).orElse("0")
                            + (keys.isPresent() ? ", keytab entry valid" : ""));
        }
    }

    /** Some key of the keytab that is the service's and of the ticket's type opens it; a kvno that is named must be the key's. */
    private static boolean opens(Keytab keys, Principal server, Ticket ticket) {
        return keys.entriesOf(server).stream()
                .filter(entry -> entry.key().etype().equals(ticket.sealed().etype()))
                .filter(entry ->
                        ticket.sealed().kvno().map(entry.kvno()::equals).orElse(true))
                .anyMatch(entry -> opens(entry, ticket));
    }

    private static boolean opens(KeytabEntry entry, Ticket ticket) {
        try {
            ProtocolKey.of(entry.key()).open(KeyUsage.TICKET, ticket.sealed());
            return true;
        } catch (IntegrityFault | IllegalArgumentException notThis) {
            return false;
        }
    }
}
