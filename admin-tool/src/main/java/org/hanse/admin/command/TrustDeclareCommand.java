package org.hanse.admin.command;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.AgreementOperations;
import org.hanse.kdc.admin.operation.TrustEdits;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse trust declare}. */
@Command(
        header = "Trust another Hanse realm, by agreement.",
        description = {
            "Declares the wish for a trust with PEER. When both realms have declared each other, their servers agree on keys, and"
                    + " on new ones for as long as the trust lasts (trustRotation in realm.yaml). Nobody types a password.",
            "",
            "PEER's name, its URL and its fingerprint are three things, and none is taken from another. The fingerprint is the"
                    + " realm id or that of the key that signs now, as hanse realm show prints them at PEER; get it from its"
                    + " operator, not from the URL. Without it the trust is unconfirmed and no ticket is issued or accepted,"
                    + " until codes have been compared: hanse trust confirm.",
            "",
            "PEER may vouch for its own users only, unless --accept-realms says more. Declared again, what is given changes and"
                    + " the rest stays. A trust by a shared secret has to be removed first.",
            ""
        },
        footer = {
            "  hanse trust declare BERGEN.EXAMPLE --url https://kdc.bergen.example --fingerprint 27ab-... --domains bergen.example",
            "  hanse trust declare BERGEN.EXAMPLE --url https://kdc.bergen.example --direction in"
        })
final class TrustDeclareCommand implements HanseCommand {
    @Parameters(paramLabel = "PEER", description = "The other realm.")
    String peer;

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "The root of its HTTPS port: https://HOST or https://HOST:PORT.")
    String url;

    @Option(
            names = "--fingerprint",
            paramLabel = "FP",
            description =
                    "Its realm id, or of the key that it signs with now: 64 hexadecimal digits, hyphens as you like.")
    Optional<String> fingerprint = Optional.empty();

    @Mixin
    TrustPolicyOptions options = new TrustPolicyOptions();

    @Mixin
    WaitOption wait = new WaitOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        TrustEdits edits = options.edits();
        Duration most = wait.most();
        try (Desk desk = home.desk(here)) {
            desk.ask(AgreementOperations.DECLARE, new AgreementOperations.Declare(peer, url, fingerprint, edits));
            new AgreementWait(desk, here, peer).forKeys(0, most);
        }
        return 0;
    }
}
