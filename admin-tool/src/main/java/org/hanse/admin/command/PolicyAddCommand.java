package org.hanse.admin.command;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.PolicyOperations;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hanse policy add}. */
@Command(
        header = "Add a policy.",
        description = {
            "Adds policy P. Limits that are not given are none. A ticket lives as long as the realm, the policy and both principals allow.",
            ""
        },
        footer = {"  hanse policy add staff --max-life 12h --max-renew 14d"})
final class PolicyAddCommand implements HanseCommand {
    @Parameters(paramLabel = "P", description = "The policy's name.")
    String name;

    @Mixin
    PolicyOptions options = new PolicyOptions();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        options.refuseLater();
        Optional<Duration> maxLife = OptionValues.duration("--max-life", options.maxLife);
        Optional<Duration> maxRenew = OptionValues.duration("--max-renew", options.maxRenew);
        try (Desk desk = home.desk(here)) {
            desk.ask(PolicyOperations.ADD, new PolicyOperations.Limits(name, maxLife, maxRenew));
            here.out().println("added policy " + name);
        }
        return 0;
    }
}
