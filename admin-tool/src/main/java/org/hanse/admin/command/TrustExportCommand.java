package org.hanse.admin.command;

import java.io.IOException;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.plan.PresentTrust;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.Nothing;
import org.hanse.kdc.admin.operation.TrustOperations;
import org.hanse.kdc.config.TrustsText;
import org.hanse.kdc.config.WantedTrusts;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hanse trust export}. */
@Command(
        header = "Print the realm's trusts as hanse trust apply takes them.",
        description = {
            "Prints all trusts as a file for hanse trust plan and apply, but no key and no password: for a trust by a shared secret"
                    + " write the passwordFile into it if another realm is to be made like this one. Trusts that came by a federation or"
                    + " an introduction are not in it.",
            ""
        },
        footer = {"  hanse trust export > trusts.yaml"})
final class TrustExportCommand implements HanseCommand {
    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        try (Desk desk = home.desk(here)) {
            WantedTrusts trusts = new WantedTrusts(
                    Optional.of(desk.realm()),
                    desk.ask(TrustOperations.LIST, new Nothing()).trusts().stream()
                            .filter(PresentTrust::isOperators)
                            .map(PresentTrust::exported)
                            .toList());
            here.out().print(TrustsText.of(trusts));
            here.out().flush();
        }
        return 0;
    }
}
