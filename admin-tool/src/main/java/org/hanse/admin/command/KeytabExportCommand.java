package org.hanse.admin.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.KeytabOperation;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.protocol.file.Keytab;
import org.hanse.protocol.file.KeytabEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse keytab export}. */
@Command(
        header = "Write keys of services to a keytab.",
        description = {
            "Adds the newest keys of each NAME to FILE, in MIT's keytab format 0x502. The file is made if it is not there,"
                    + " with mode 0600, and replaced in one step; entries of the same name, kvno and enctype are replaced."
                    + " Keys stay as they are unless --rekey. Keys under lockdown_keys are not written, old or new.",
            ""
        },
        footer = {
            "  hanse keytab export -o www.keytab HTTP/www.luebeck.example",
            "  hanse keytab export -o /etc/krb5.keytab --rekey host/www.luebeck.example"
        })
final class KeytabExportCommand implements HanseCommand {
    @Option(names = "-o", paramLabel = "FILE", required = true, description = "The keytab to write or to add to.")
    Path file;

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "Principals, or aliases of theirs.")
    List<String> names = new ArrayList<>();

    @Option(
            names = "--rekey",
            description =
                    "Make new random keys first, under the next kvno. A password that NAME had stops working; tickets"
                            + " that are out still open with the keys that are in FILE already.")
    boolean rekey;

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        // Before any key is changed, so that no new key is lost for want of a place.
        checkWritable();
        try (Desk desk = home.desk(here)) {
            List<KeytabEntry> keys = desk.ask(KeytabOperation.EXPORT, new KeytabOperation.Wanted(names, !rekey))
                    .entries();
            Keytab.merge(file, keys);
            here.out().println("wrote " + keys.size() + (keys.size() == 1 ? " key to " : " keys to ") + file);
        }
        return 0;
    }

    private void checkWritable() throws CommandFailure, IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CommandFailure(
                    "the folder " + folder + " does not exist", "make it, or name another file with -o");
        }
        if (!Files.isWritable(folder)) {
            throw new CommandFailure("the folder " + folder + " may not be written", "name another file with -o");
        }
        if (Files.isDirectory(file)) {
            throw new CommandFailure(file + " is a folder", "name a file with -o");
        }
        if (Files.exists(file) && Files.size(file) > 0) {
            Keytab.read(file);
        }
    }
}
