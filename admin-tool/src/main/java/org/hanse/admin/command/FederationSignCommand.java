package org.hanse.admin.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.PassphraseOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.realm.FederationFolder;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.realmtrust.document.SigningPeriod;
import org.hanse.realmtrust.federation.FederationList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse federation sign}. */
@Command(
        header = "Sign the next list of a federation.",
        description = {
            "Signs the draft in DIR as the next version, into DIR/list.p7m. Publish that file: any web server will do, members"
                    + " fetch it each hour. Sign again before it expires, though nothing has changed: an expired list brings"
                    + " nobody in, and after 30 days more the trusts that it made end.",
            "",
            "With --new-key the list names a further key, which signs from the moment on when this list expires. Until then the"
                    + " old one does, so that every member has heard of the new one. Members that join later are told the"
                    + " fingerprint that signs by then: hanse federation show --folder DIR prints it.",
            ""
        },
        footer = {
            "  hanse federation sign north",
            "  hanse federation sign north --valid 30d --passphrase-file north.pass",
            "  hanse federation sign north --new-key"
        })
final class FederationSignCommand implements HanseCommand {
    @Parameters(paramLabel = "DIR", description = "The folder of the federation.")
    Path folder;

    @Option(names = "--valid", paramLabel = "D", description = "How long the list counts, at most 366d. Default: 90d.")
    String valid = "90d";

    @Option(names = "--new-key", description = "Let a new key take over.")
    boolean newKey;

    @Mixin
    PassphraseOption passphrase = new PassphraseOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        FederationFolder federation = new FederationFolder(folder);
        Duration life = OptionValues.duration("--valid", valid);
        if (life.isZero() || life.compareTo(FederationList.LONGEST_LIFE) > 0) {
            throw new UsageFailure("a list counts for a second to 366 days", "give --valid 90d, for example");
        }
        Optional<SecretBytes> secret = federation.isSealed()
                ? Optional.of(
                        passphrase.read(here, "the key of " + federation.draft().federation()))
                : Optional.empty();
        FederationList list = federation
                .sign(secret, life, newKey, here.clock().instant(), here.random())
                .list();
        here.out()
                .println("signed version " + list.version() + " of " + list.federation() + ": "
                        + list.members().size() + " members, until " + list.expires() + "; publish "
                        + folder.resolve(FederationFolder.LIST));
        if (newKey) {
            SigningPeriod next = list.signingKeys().get(1);
            here.out()
                    .println("from " + next.from() + " on it is signed by "
                            + next.key().fingerprint().grouped());
        }
        return 0;
    }
}
