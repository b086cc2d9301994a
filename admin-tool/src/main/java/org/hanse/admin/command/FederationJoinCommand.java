package org.hanse.admin.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.FederationOperations;
import org.hanse.kdc.admin.operation.FederationView;
import org.hanse.kdc.realm.FederationFolder;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse federation join}. */
@Command(
        header = "Join a federation: read its list, and say which trusts it may make.",
        description = {
            "From now on this realm believes the list of federation NAME, if it is signed by the key with this fingerprint or"
                    + " one that follows it. The list says who the members are, by realm id and URL; what they may do here, it"
                    + " does not say. A trust with a member arises when it accepts the federation too, or its operator has"
                    + " declared this realm; its policy is the default that admits least, hanse trust modify changes it.",
            "",
            "The fingerprint comes from who runs the federation, by a way that nobody can change, as does this realm's place on"
                    + " the list: give them name, id and URL (hanse realm show). Before this realm is on it, a list makes no"
                    + " trust here.",
            "",
            "What an operator has declared always wins over a list. A member that leaves the list, or a realm that no longer"
                    + " accepts (--accept none), loses the trusts that the list had made, and their keys.",
            "",
            "With --server, a list in a file may have 700,000 octets, some 4,000 members.",
            "",
            "Given again, it changes what the options say. Another fingerprint begins anew. With --list the list is taken from"
                    + " a file; without a URL a newer one has to be brought in the same way.",
            "",
            "JSON: as hanse federation show.",
            ""
        },
        footer = {
            "  hanse federation join north.example --fingerprint 91c2-07aa-... --url https://north.example/list.p7m --accept both",
            "  hanse federation join north.example --fingerprint 91c2-07aa-... --list /media/usb/list.p7m",
            "  hanse federation join north.example --fingerprint 91c2-07aa-... --accept none"
        })
final class FederationJoinCommand implements HanseCommand {
    @Parameters(paramLabel = "NAME", description = "The name of the federation.")
    String name;

    @Option(
            names = "--fingerprint",
            paramLabel = "FP",
            required = true,
            description = "Of the key that signs the federation's lists.")
    String fingerprint;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where the newest list is: https://HOST/PATH. Servers fetch it each hour.")
    Optional<String> url = Optional.empty();

    @Option(names = "--list", paramLabel = "FILE", description = "The newest list.")
    Optional<Path> list = Optional.empty();

    @Option(
            names = "--accept",
            paramLabel = "none|in|out|both",
            description =
                    "Which trusts the list may make. in: members' clients may use this realm; out: this realm's clients"
                            + " may use the members'. Default: none.")
    Optional<String> accept = Optional.empty();

    @Mixin
    JsonOption json = new JsonOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        Optional<String> octets = list.isEmpty()
                ? Optional.empty()
                : Optional.of(Base64.getEncoder()
                        .encodeToString(
                                FederationFolder.read(list.get()).encoded().toByteArray()));
        try (Desk desk = home.desk(here)) {
            FederationView joined = desk.ask(
                    FederationOperations.JOIN, new FederationOperations.Join(name, fingerprint, url, octets, accept));
            if (json.isWanted()) {
                Json.print(here.out(), FederationOutput.json(joined));
            } else {
                here.out().println("joined " + name + ", accepts " + joined.accept() + told(joined));
            }
        }
        return 0;
    }

    private static String told(FederationView joined) {
        return joined.list()
                .map(known -> "; version " + known.version() + " of its list has "
                        + known.members().size() + " members")
                .orElse("; a server fetches its list, hanse federation show tells what came of it");
    }
}
