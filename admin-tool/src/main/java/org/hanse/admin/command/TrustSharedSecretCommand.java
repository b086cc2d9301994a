package org.hanse.admin.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.PasswordOptions;
import org.hanse.admin.session.SecretFiles;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.Nothing;
import org.hanse.kdc.admin.operation.TrustEdits;
import org.hanse.kdc.admin.operation.TrustOperations;
import org.hanse.kdc.admin.operation.TrustView;
import org.hanse.kdc.realm.Naming;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.SecretBytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse trust shared-secret}. */
@Command(
        header = "Trust a realm by a shared password.",
        description = {
            "Makes a classic trust with PEER, a realm of MIT, Heimdal, Active Directory or Hanse, from a password that both"
                    + " sides type. The keys of krbtgt/THIS@PEER open what PEER issues, those of krbtgt/PEER@THIS seal what"
                    + " this realm issues for PEER; their salts are the issuing realm, krbtgt and the target realm, as in"
                    + " all of these.",
            "",
            "PEER may vouch for its own users only, unless --accept-realms says more. Given again with a higher kvno, the"
                    + " old keys stay and go on opening tickets, until hanse trust purge-keys; new tickets are under the new"
                    + " key. Another password under a kvno that is in use is refused.",
            "",
            "To change the keys of a trust without a gap, let both sides first open with the new key (--password-file-in alone),"
                    + " then both seal with it (--password-file-out alone).",
            ""
        },
        footer = {
            "  hanse trust shared-secret BERGEN.EXAMPLE --password-file trust.pw --domains bergen.example",
            "  hanse trust shared-secret AD.EXAMPLE --direction out --password-file trust.pw --kdc dc1.ad.example:88",
            "  hanse trust shared-secret BERGEN.EXAMPLE --password-file-in new.pw --kvno 2",
            "  hanse trust shared-secret BERGEN.EXAMPLE --password-file-out new.pw --kvno 2"
        })
final class TrustSharedSecretCommand implements HanseCommand {
    @Parameters(paramLabel = "PEER", description = "The other realm.")
    String peer;

    @Mixin
    PasswordOptions password = new PasswordOptions();

    @Option(
            names = "--password-file-in",
            paramLabel = "FILE",
            description = "Another password for krbtgt/THIS@PEER; its file as that of --password-file.")
    Optional<Path> passwordIn = Optional.empty();

    @Option(
            names = "--password-file-out",
            paramLabel = "FILE",
            description = "Another password for krbtgt/PEER@THIS; its file as that of --password-file.")
    Optional<Path> passwordOut = Optional.empty();

    @Option(
            names = "--kvno",
            paramLabel = "N",
            description = "The kvno of the keys. Default: 1, as MIT's addprinc gives.")
    Optional<Long> kvno = Optional.empty();

    @Option(names = "--kvno-in", paramLabel = "N", description = "Another kvno for krbtgt/THIS@PEER.")
    Optional<Long> kvnoIn = Optional.empty();

    @Option(names = "--kvno-out", paramLabel = "N", description = "Another kvno for krbtgt/PEER@THIS.")
    Optional<Long> kvnoOut = Optional.empty();

    @Option(
            names = "--enctypes",
            paramLabel = "A,B",
            description =
                    "The enctypes that both sides have. Default: to open what the peer issues, the realm's; to seal what it"
                            + " must open, those of them that KDCs of every kind have (aes256-cts, aes128-cts).")
    Optional<String> enctypes = Optional.empty();

    @Option(
            names = "--kdc",
            paramLabel = "HOST:PORT",
            description = "A KDC of the peer, for krb5.conf; may be repeated.")
    List<String> kdcs = new ArrayList<>();

    @Mixin
    TrustPolicyOptions options = new TrustPolicyOptions();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        TrustEdits edits = options.edits();
        long both = OptionValues.kvno("--kvno", kvno.orElse(1L)).value();
        long in = kvnoIn.isEmpty()
                ? both
                : OptionValues.kvno("--kvno-in", kvnoIn.get()).value();
        long out = kvnoOut.isEmpty()
                ? both
                : OptionValues.kvno("--kvno-out", kvnoOut.get()).value();
        List<String> etypes = enctypes.isEmpty()
                ? List.of()
                : OptionValues.etypes("--enctypes", enctypes.get()).stream()
                        .map(EncType::toString)
                        .toList();
        try (Desk desk = home.desk(here)) {
            Naming.peer(peer, desk.realm());
            Optional<TrustView> before = desk.ask(TrustOperations.LIST, new Nothing()).trusts().stream()
                    .filter(trust -> trust.peer().equals(peer))
                    .findFirst();
            String direction =
                    edits.direction().or(() -> before.map(TrustView::direction)).orElse("both");
            boolean keyOfOneDirection = before.isPresent() && isOneDirectionGiven();
            boolean newIn = !direction.equals("out") && !(keyOfOneDirection && passwordIn.isEmpty());
            boolean newOut = !direction.equals("in") && !(keyOfOneDirection && passwordOut.isEmpty());
            Optional<SecretBytes> shared = shared(here, newIn, newOut);
            desk.ask(
                    TrustOperations.SHARE,
                    new TrustOperations.Share(
                            peer,
                            newIn ? secret(passwordIn, shared) : Optional.empty(),
                            newOut ? secret(passwordOut, shared) : Optional.empty(),
                            in,
                            out,
                            etypes,
                            kdcs,
                            edits));
            here.out().println("trust with " + peer + " is active, direction " + direction);
        }
        return 0;
    }

    private boolean isOneDirectionGiven() {
        return !password.isGiven() && passwordIn.isPresent() != passwordOut.isPresent();
    }

    /** The password of both directions; not asked for when each has its own. */
    private Optional<SecretBytes> shared(Surroundings here, boolean newIn, boolean newOut)
            throws CommandFailure, IOException {
        boolean needed = (newIn && passwordIn.isEmpty()) || (newOut && passwordOut.isEmpty());
        if (!needed && password.isGiven()) {
            throw new UsageFailure(
                    "every direction has its own password and there is one more", "leave out one of the options");
        }
        return needed ? Optional.of(password.readNew(here, "the trust with " + peer)) : Optional.empty();
    }

    private static Optional<SecretBytes> secret(Optional<Path> own, Optional<SecretBytes> shared)
            throws CommandFailure, IOException {
        return own.isPresent() ? Optional.of(SecretFiles.read(own.get())) : shared;
    }
}
