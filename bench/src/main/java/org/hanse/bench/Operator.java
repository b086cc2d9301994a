package org.hanse.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.hanse.bench.load.TcpKdc;
import org.hanse.bench.population.KeyHolder;
import org.hanse.bench.population.Population;
import org.hanse.bench.request.AsRequests;
import org.hanse.bench.request.HollowReply;
import org.hanse.bench.request.Kdc;
import org.hanse.bench.request.Tgt;
import org.hanse.bench.server.BenchFailure;
import org.hanse.bench.server.HanseServer;
import org.hanse.protocol.crypto.StringToKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.protocol.wire.WireCode;

/**
 * Somebody who changes a realm while it serves, one command after the other, and sees each time that the server knows of it: a new
 * password logs in and the old one does not, who was added can log in, who was deleted cannot, tickets come under the realm's
 * new key. Of one thread.
 */
final class Operator {
    /** The store's promise: a change by any process is in force within a second. The rest is for a busy machine. */
    private static final Duration IN_FORCE = Duration.ofSeconds(3);

    private static final long BETWEEN_LOOKS = Duration.ofMillis(50).toNanos();
    private static final int PEOPLE = 10;

    /** What is done, each as often as its weight says. */
    enum Change {
        PASSWORD(4),
        ADD(2),
        DELETE(2),
        REKEY(1);

        private final int weight;

        Change(int weight) {
            this.weight = weight;
        }

        private static Change any(Random seeded) {
            List<Change> urn = new ArrayList<>();
            for (Change change : values()) {
                for (int i = 0; i < change.weight; i++) {
                    urn.add(change);
                }
            }
            return urn.get(seeded.nextInt(urn.size()));
        }
    }

    private final HanseServer server;
    private final EncType etype;
    private final Path folder;
    private final Path passwordFile;
    private final Random seeded;
    private final AsRequests logins;
    private final Kdc kdc;
    private final List<KeyHolder> people = new ArrayList<>();
    private final Map<Change, Integer> done = new EnumMap<>(Change.class);
    private final List<String> faults = new ArrayList<>();
    private Kvno realmKey = Kvno.FIRST;
    private int askedAgain;
    private int names;
    private int passwords;

    Operator(HanseServer server, EncType etype, Path folder, Random seeded) throws IOException {
        this.server = server;
        this.etype = etype;
        this.folder = Files.createDirectories(folder);
        this.passwordFile = Files.createFile(
                folder.resolve("password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        this.seeded = seeded;
        this.logins = new AsRequests(Clock.systemUTC(), new SecureRandom());
        this.kdc = new TcpKdc(server.address());
        for (int i = 0; i < PEOPLE; i++) {
            add();
        }
    }

    /** How often each was done. */
    Map<Change, Integer> done() {
        return Map.copyOf(done);
    }

    /** How often a login got no answer and was tried again. */
    int askedAgain() {
        return askedAgain;
    }

    /** What was not as it must be, in sentences. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Does one thing; that it failed is a fault like others. */
    void change() throws IOException {
        Change change = Change.any(seeded);
        try {
            switch (change) {
                case PASSWORD -> password();
                case ADD -> add();
                case DELETE -> delete();
                case REKEY -> rekey();
            }
            done.merge(change, 1, Integer::sum);
        } catch (BenchFailure failed) {
            faults.add(String.valueOf(failed.getMessage()));
        }
    }

    private void password() throws IOException {
        int number = seeded.nextInt(people.size());
        KeyHolder before = people.get(number);
        Secret secret = secret(before.principal());
        admin("principal", "passwd", before.principal().name().toString(), "--password-file", secret.file());
        people.set(number, secret.holder());
        must(secret.holder(), OptionalInt.empty(), "log in with the new password");
        must(before, OptionalInt.of(WireCode.KDC_ERR_PREAUTH_FAILED.number()), "not log in with the old password");
    }

    private void add() throws IOException {
        Secret secret = secret(new Principal(PrincipalName.of("churn" + ++names), Population.REALM));
        KeyHolder person = secret.holder();
        admin("principal", "add", person.principal().name().toString(), "--password-file", secret.file());
        people.add(person);
        must(person, OptionalInt.empty(), "log in after being added");
    }

    private void delete() {
        if (people.size() <= 1) {
            return;
        }
        KeyHolder person = people.remove(seeded.nextInt(people.size()));
        admin("principal", "delete", person.principal().name().toString(), "--yes");
        must(person, OptionalInt.of(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN.number()), "be unknown after being deleted");
    }

    private void rekey() {
        admin("realm", "rekey");
        Kvno before = realmKey;
        must(people.get(0), OptionalInt.empty(), "log in after a rekey");
        if (realmKey.equals(before)) {
            faults.add("after a rekey tickets are still under kvno " + before);
        }
    }

    private void admin(String... command) {
        server.admin(folder.resolve("admin.log"), command);
    }

    /** @param refusal the code that the login must be refused with; empty if it must succeed */
    private void must(KeyHolder person, OptionalInt refusal, String what) {
        long end = System.nanoTime() + IN_FORCE.toNanos();
        String seen;
        do {
            try {
                Tgt tgt = logins.login(person, kdc);
                realmKey = tgt.ticket().sealed().kvno().orElse(realmKey);
                if (refusal.isEmpty()) {
                    return;
                }
                seen = "logged in";
            } catch (HollowReply hollow) {
                if (refusal.isPresent() && hollow.code().equals(refusal)) {
                    return;
                }
                seen = String.valueOf(hollow.getMessage());
            } catch (IOException noAnswer) {
                // As a client would, ask again; that it had to is told.
                seen = noAnswer.toString();
                askedAgain++;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        } while (System.nanoTime() < end);
        faults.add(person.principal() + " should " + what + ": " + seen);
    }

    /** A password in a file, and the key that comes of it. */
    private record Secret(String file, KeyHolder holder) {}

    private Secret secret(Principal principal) throws IOException {
        String password = "churn-" + ++passwords + "-" + seeded.nextInt(1_000_000);
        Files.writeString(passwordFile, password + "\n");
        return new Secret(
                passwordFile.toString(),
                new KeyHolder(
                        principal,
                        StringToKey.derive(
                                etype,
                                SecretBytes.copyOf(password.getBytes(StandardCharsets.UTF_8)),
                                StringToKey.defaultSalt(principal),
                                Optional.empty())));
    }
}
