package org.hanse.admin.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.PasswordOptions;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.NewKeys;
import org.hanse.protocol.name.EncType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where new keys come from: a password or chance. Without any option the password is asked for. */
@Command
final class KeyOptions {
    @Mixin
    PasswordOptions password = new PasswordOptions();

    @Option(names = "--random-key", description = "Make random keys instead: for services, which use a keytab.")
    boolean random;

    @Option(
            names = "--enctypes",
            paramLabel = "A,B",
            description =
                    "The enctypes to make keys of, such as aes256-cts-hmac-sha1-96,aes128-sha2. Default: the realm's,"
                            + " for a change those of the key before.")
    Optional<String> enctypes = Optional.empty();

    /** What can be known to be wrong before anybody is asked for a password. */
    void check() throws UsageFailure {
        if (random && password.isGiven()) {
            throw new UsageFailure("--random-key and a password exclude each other", "give one of them");
        }
        etypes();
    }

    NewKeys read(Surroundings here, String whose) throws CommandFailure, IOException {
        check();
        return new NewKeys(
                random ? Optional.empty() : Optional.of(password.readNew(here, whose)),
                random,
                etypes().stream().map(EncType::toString).toList());
    }

    /** Empty when not given. */
    private List<EncType> etypes() throws UsageFailure {
        return enctypes.isEmpty() ? List.of() : OptionValues.etypes("--enctypes", enctypes.get());
    }
}
