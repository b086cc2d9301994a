package org.hanse.admin.command;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.plan.TrustChange;
import org.hanse.admin.plan.TrustDeeds;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.config.WantedTrusts;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hanse trust apply}. */
@Command(
        header = "Make the realm's trusts as a file says.",
        description = {
            "Does what hanse trust plan shows: adds and changes trusts, and ends those that the file does not name, if --yes is given."
                    + " Each trust is changed whole or not at all. When one cannot be, the command stops there and says so; given again"
                    + " it goes on with the rest. Whether a trust is suspended stays as it is. A trust by agreement is declared; keys come when"
                    + " the peer has declared this realm too: hanse trust show tells.",
            "",
            "Passwords of trusts by a shared secret are read from the files that the file names, when there is no key of its kvno yet."
                    + " Another password under the same kvno is not noticed: give a higher kvno.",
            "",
            "JSON: as hanse trust plan, what has been done.",
            ""
        },
        footer = {"  hanse trust apply -f trusts.yaml", "  hanse trust apply -f trusts.yaml --yes"})
final class TrustApplyCommand implements HanseCommand {
    @Mixin
    TrustsFileOption file = new TrustsFileOption();

    @Option(
            names = "--yes",
            description = "End the trusts that the file does not name; without this nothing is done if there are any.")
    boolean yes;

    @Mixin
    JsonOption json = new JsonOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        WantedTrusts wanted = file.read();
        try (Desk desk = home.desk(here)) {
            List<TrustChange> changes = TrustsFileOption.plan(wanted, desk);
            checkEnding(changes);
            TrustDeeds deeds = new TrustDeeds(desk, changes);
            for (int i = 0; i < changes.size(); i++) {
                carryOut(deeds, changes, i);
                if (!json.isWanted()) {
                    here.out().println(done(changes.get(i)));
                }
            }
            if (json.isWanted()) {
                PlanOutput.json(desk.realm().value(), changes, here);
            } else if (changes.isEmpty()) {
                here.out().println("nothing to do: the trusts of " + desk.realm() + " are as " + file.file + " says");
            }
        }
        return 0;
    }

    private void checkEnding(List<TrustChange> changes) throws CommandFailure {
        String ending = changes.stream()
                .filter(change -> change.action() == TrustChange.Action.REMOVE)
                .map(change -> change.peer().value())
                .collect(Collectors.joining(", "));
        if (!ending.isEmpty()) {
            OptionValues.needYes(yes, "end the trust with " + ending);
        }
    }

    private static void carryOut(TrustDeeds deeds, List<TrustChange> changes, int i)
            throws CommandFailure, IOException {
        try {
            deeds.carryOut(changes.get(i));
        } catch (CommandFailure failure) {
            throw failed(changes, i, failure);
        } catch (RealmFailure failure) {
            throw failed(changes, i, CommandFailure.of(failure));
        }
    }

    private static CommandFailure failed(List<TrustChange> changes, int i, CommandFailure why) {
        return new CommandFailure(
                "the trust with " + changes.get(i).peer() + " stays as it was, " + i + " of " + changes.size()
                        + " changes are made: " + why.what(),
                why.cure() + "; the same command goes on from there");
    }

    private static String done(TrustChange change) {
        return switch (change.action()) {
                    case ADD -> "added the trust with ";
                    case CHANGE -> "changed the trust with ";
                    case REMOVE -> "removed the trust with ";
                }
                + change.peer();
    }

    static String count(int trusts) {
        return trusts == 1 ? "1 trust is" : trusts + " trusts are";
    }
}
