package org.hanse.admin.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.TrustEdits;
import org.hanse.kdc.admin.operation.TrustOperations;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse trust modify}. */
@Command(
        header = "Change the policy of a trust.",
        description = {
            "Changes what the options say of the trust with PEER and leaves the rest; keys too. Servers follow within a second.",
            ""
        },
        footer = {
            "  hanse trust modify BERGEN.EXAMPLE --accept-realms VISBY.EXAMPLE --max-life 8h",
            "  hanse trust modify BERGEN.EXAMPLE --accept-realms '' --no-allow-forwardable"
        })
final class TrustModifyCommand implements HanseCommand {
    @Parameters(paramLabel = "PEER", description = "The other realm.")
    String peer;

    @Mixin
    TrustPolicyOptions options = new TrustPolicyOptions();

    @Option(
            names = "--kdc",
            paramLabel = "HOST:PORT",
            description = "A KDC of the peer, for krb5.conf, in place of those before; may be repeated.")
    List<String> kdcs = new ArrayList<>();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        if (options.isEmpty() && kdcs.isEmpty()) {
            throw new UsageFailure("there is nothing to change", "give --accept-realms, --direction or another option");
        }
        TrustEdits edits = options.edits();
        try (Desk desk = home.desk(here)) {
            desk.ask(
                    TrustOperations.MODIFY,
                    new TrustOperations.Modify(peer, edits, kdcs.isEmpty() ? Optional.empty() : Optional.of(kdcs)));
            here.out().println("changed the trust with " + peer);
        }
        return 0;
    }
}
