package org.hanse.admin.command;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.ProgressBar;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.RealmSession;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.RealmOperations;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.protocol.name.EncType;
import org.hanse.realmtrust.document.Fingerprint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hanse realm rekey}. */
@Command(
        header = "Give the realm a new key, with an overlap.",
        description = {
            "Makes a new key of krbtgt/R under the next kvno. Every server uses it when the command returns, without a"
                    + " restart. Tickets that are out stay good: an old key opens them until the realm's longest life (of"
                    + " realm.yaml: maxLife or maxRenew, whichever is longer) has passed since it was replaced. The first"
                    + " rekey after that drops it.",
            "",
            "--revoke-old is for the day on which the key may be in the wrong hands: all old keys go, and within a second no"
                    + " server takes a ticket-granting ticket from before. Everybody has to log in again.",
            "",
            "--what master makes a new master key and seals every key of the store under it, while servers go on. Run it again if"
                    + " it was broken off: it goes on where it was.",
            "",
            "--what signing makes a new key for the realm's documents and messages to other realms. The old key signs that the"
                    + " new one may, and is erased. What it signed in the last minutes is still believed for a day, with"
                    + " --revoke-old not at all. The realm's id stays. Servers show the new documents within a second.",
            ""
        },
        footer = {
            "  hanse realm rekey",
            "  hanse realm rekey --enctypes aes256-cts-hmac-sha384-192,aes256-cts-hmac-sha1-96",
            "  hanse realm rekey --revoke-old",
            "  hanse realm rekey --what master",
            "  hanse realm rekey --what signing"
        })
final class RealmRekeyCommand implements HanseCommand {
    @Option(
            names = "--what",
            paramLabel = "KEY",
            description =
                    "Which key: krbtgt, the default; master, which seals all keys in the store; or signing, for the realm's"
                            + " documents.")
    String what = "krbtgt";

    @Option(
            names = "--enctypes",
            paramLabel = "A,B",
            description = "The enctypes of the new key. Default: those that the realm serves.")
    Optional<String> enctypes = Optional.empty();

    @Option(names = "--revoke-old", description = "Drop all old keys now; tickets under them stop working.")
    boolean revokeOld;

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        checkWhat();
        if (what.equalsIgnoreCase("master")) {
            return master(here);
        }
        if (what.equalsIgnoreCase("signing")) {
            return signing(here);
        }
        List<EncType> etypes = enctypes.isEmpty() ? List.of() : OptionValues.etypes("--enctypes", enctypes.get());
        try (Desk desk = home.desk(here)) {
            RealmOperations.Rekeyed done = desk.ask(
                    RealmOperations.REKEY,
                    new RealmOperations.Rekey(
                            etypes.stream().map(EncType::toString).toList(), revokeOld));
            waitUntil(done.sealsFrom(), here);
            here.out().println(done.name() + " has kvno " + done.kvno());
            for (RealmOperations.Kept kept : done.kept()) {
                here.out().println("kvno " + kept.kvno() + " opens tickets that are out until " + kept.until());
            }
            done.dropped().forEach(kvno -> here.out().println("kvno " + kvno + " is dropped"));
        }
        return 0;
    }

    private int master(Surroundings here) throws CommandFailure {
        try (RealmSession realm = home.open(here)) {
            ProgressBar bar =
                    new ProgressBar(here.err(), here.progress(), realm.store().sealedSecrets());
            String id;
            try {
                id = realm.store().changeMasterKey(bar::advance);
            } finally {
                bar.done();
            }
            here.out()
                    .println("master key " + id + " seals every key of " + realm.realm()
                            + " now; the old one is gone from master.key. Make a new backup: the older ones need no other"
                            + " file, they hold the key that they need");
        }
        return 0;
    }

    private int signing(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        try (Desk desk = home.desk(here)) {
            RealmOperations.Signing done =
                    desk.ask(RealmOperations.REKEY_SIGNING, new RealmOperations.RekeySigning(revokeOld));
            here.out()
                    .println(desk.realm() + " signs with " + new Fingerprint(done.fingerprint()).grouped()
                            + " now, in its document of version " + done.version());
        }
        return 0;
    }

    private void checkWhat() throws UsageFailure {
        switch (what.toLowerCase(Locale.ROOT)) {
            case "krbtgt" -> {}
            case "master" -> {
                if (enctypes.isPresent() || revokeOld) {
                    throw new UsageFailure(
                            "--enctypes and --revoke-old are for the realm's own key",
                            "leave them out for the master key");
                }
            }
            case "signing" -> {
                if (enctypes.isPresent()) {
                    throw new UsageFailure(
                            "--enctypes is for the realm's own key", "leave it out: signing keys have one kind");
                }
            }
            default ->
                throw new UsageFailure("the realm has no key \"" + what + "\"", "choose from krbtgt, master, signing");
        }
    }

    /** So that whoever comes after this command gets tickets under the new key. */
    private static void waitUntil(Instant time, Surroundings here) {
        try {
            TimeUnit.MILLISECONDS.sleep(
                    Duration.between(here.clock().instant(), time).toMillis() + 1);
        } catch (InterruptedException e) {
            // The key is made and stays; it is used a moment later.
            Thread.currentThread().interrupt();
        }
    }
}
