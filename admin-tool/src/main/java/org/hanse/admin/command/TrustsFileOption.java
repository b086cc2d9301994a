package org.hanse.admin.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.plan.TrustChange;
import org.hanse.admin.plan.TrustPlan;
import org.hanse.admin.session.Desk;
import org.hanse.kdc.admin.operation.Nothing;
import org.hanse.kdc.admin.operation.TrustOperations;
import org.hanse.kdc.config.SettingsFault;
import org.hanse.kdc.config.TrustsFile;
import org.hanse.kdc.config.WantedTrusts;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The file that says how trusts are to be. */
@Command
final class TrustsFileOption {
    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "How the trusts are to be, all of them; conf/trusts.yaml explains each key.")
    Path file;

    /** @throws CommandFailure if the file cannot be used; the realm is not asked then */
    WantedTrusts read() throws CommandFailure {
        try {
            return TrustsFile.read(file);
        } catch (SettingsFault fault) {
            throw CommandFailure.of(fault);
        }
    }

    static List<TrustChange> plan(WantedTrusts wanted, Desk desk) throws CommandFailure, RealmFailure, IOException {
        return TrustPlan.of(
                wanted,
                desk.realm(),
                desk.ask(TrustOperations.LIST, new Nothing()).trusts());
    }
}
