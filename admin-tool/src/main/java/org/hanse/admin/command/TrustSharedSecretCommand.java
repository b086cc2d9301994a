package org.hanse.admin.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.PasswordOptions;
import org.hanse.admin.session.RealmSession;
import org.hanse.admin.session.SecretFiles;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.kdc.realm.TrustSecret;
import org.hanse.kdc.realm.Trusts;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirection;
import org.hanse.realmtrust.trust.TrustKey;
import org.hanse.realmtrust.trust.TrustPolicy;
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
        UnaryOperator<TrustPolicy> policy = options.change();
        Kvno both = OptionValues.kvno("--kvno", kvno.orElse(1L));
        Kvno in = kvnoIn.isEmpty() ? both : OptionValues.kvno("--kvno-in", kvnoIn.get());
        Kvno out = kvnoOut.isEmpty() ? both : OptionValues.kvno("--kvno-out", kvnoOut.get());
        KdcAddresses.check(kdcs);
        try (RealmSession realm = home.open(here)) {
            Trusts trusts = realm.trusts();
            RealmName name = trusts.peer(peer);
            TrustDirection direction = policy.apply(
                            trusts.find(name).map(Trust::policy).orElse(TrustPolicy.DEFAULT))
                    .direction();
            List<EncType> opening = enctypes.isEmpty()
                    ? realm.settings().kdc().etypes()
                    : OptionValues.etypes("--enctypes", enctypes.get());
            List<EncType> sealing = enctypes.isEmpty() ? TrustSecret.outbound(opening) : opening;
            boolean keyOfOneDirection = trusts.find(name).isPresent() && isOneDirectionGiven();
            boolean newIn = direction.in() && !(keyOfOneDirection && passwordIn.isEmpty());
            boolean newOut = direction.out() && !(keyOfOneDirection && passwordOut.isEmpty());
            Optional<SecretBytes> shared = shared(here, newIn, newOut, name);
            List<TrustKey> keysIn = newIn
                    ? TrustSecret.keys(realm.keyMaker(), realm.realm(), name, secret(passwordIn, shared), opening, in)
                    : List.of();
            List<TrustKey> keysOut = newOut
                    ? TrustSecret.keys(realm.keyMaker(), name, realm.realm(), secret(passwordOut, shared), sealing, out)
                    : List.of();
            trusts.share(name, keysIn, keysOut, policy, kdcs);
            here.out().println("trust with " + name + " is active, direction " + direction.word());
        }
        return 0;
    }

    private boolean isOneDirectionGiven() {
        return !password.isGiven() && passwordIn.isPresent() != passwordOut.isPresent();
    }

    /** The password of both directions; not asked for when each has its own. */
    private Optional<SecretBytes> shared(Surroundings here, boolean newIn, boolean newOut, RealmName name)
            throws CommandFailure, IOException {
        boolean needed = (newIn && passwordIn.isEmpty()) || (newOut && passwordOut.isEmpty());
        if (!needed && password.isGiven()) {
            throw new UsageFailure(
                    "every direction has its own password and there is one more", "leave out one of the options");
        }
        return needed ? Optional.of(password.readNew(here, "the trust with " + name)) : Optional.empty();
    }

    private static SecretBytes secret(Optional<Path> own, Optional<SecretBytes> shared)
            throws CommandFailure, IOException {
        return own.isPresent() ? SecretFiles.read(own.get()) : shared.orElseThrow();
    }
}
