package org.hanse.admin.doctor;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.config.SettingsFault;
import org.hanse.kdc.config.SettingsFile;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.kdc.realm.PeerKdcs;
import org.hanse.kdc.store.RealmStore;
import org.hanse.realmtrust.trust.Trust;

/** Looks at everything of a realm home, in the order in which things rest on each other. */
public final class Doctor {
    /** Long enough for an answer from another continent. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Path home;
    private final Clock clock;
    private final SecureRandom random;

    public Doctor(Path home, Clock clock, SecureRandom random) {
        this.home = home;
        this.clock = clock;
        this.random = random;
    }

    /** A finding or more of each check. What cannot be looked at because of another finding is said to be so. */
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        Optional<RealmSettings> settings = settings(findings);
        findings.addAll(FilesCheck.of(home));
        try (RealmStore store = RealmStore.openUnchanged(home, clock, random)) {
            findings.add(Finding.ok("store", "opens with master.key, realm " + store.realm()));
            settings.ifPresent(set -> findings.addAll(inside(set, store)));
        } catch (StoreFault fault) {
            findings.add(Finding.fail("store", fault));
            findings.add(notLookedAt("keys, trusts, peers", "the store cannot be opened"));
        }
        settings.ifPresentOrElse(
                set -> findings.addAll(around(set)),
                () -> findings.add(notLookedAt("all else", "realm.yaml cannot be used")));
        return findings;
    }

    private Optional<RealmSettings> settings(List<Finding> findings) {
        try {
            RealmSettings read = SettingsFile.read(home.resolve(RealmSettings.FILE_NAME));
            findings.add(
                    Finding.ok("config", "realm.yaml can be used: realm " + read.realm() + " at " + read.publicName()));
            return Optional.of(read);
        } catch (SettingsFault fault) {
            findings.add(Finding.fail("config", fault));
            return Optional.empty();
        }
    }

    private List<Finding> inside(RealmSettings settings, RealmStore store) {
        List<Finding> findings = new ArrayList<>();
        if (!store.realm().equals(settings.realm())) {
            findings.add(Finding.fail(
                    "config",
                    "realm.yaml is of realm " + settings.realm() + " and the store of " + store.realm(),
                    "a realm cannot be renamed, write its name back"));
        }
        Instant now = clock.instant();
        List<Trust> trusts = store.trusts().all().stream()
                .map(trust -> PeerKdcs.told(trust, store.peerHistories()))
                .toList();
        findings.addAll(AdministratorsCheck.of(home, store));
        findings.addAll(ClockCheck.of(now, store.newestChange(), Path.of("/run")));
        findings.addAll(KeysCheck.of(settings.kdc(), store.principals(), now));
        findings.addAll(TrustsCheck.of(settings.kdc(), trusts));
        findings.addAll(PeersCheck.of(trusts, probe(), settings.kdc().clockSkew()));
        return findings;
    }

    private List<Finding> around(RealmSettings settings) {
        Path log = home.resolve(settings.log().directory());
        List<Finding> findings = new ArrayList<>();
        findings.addAll(PortsCheck.of(settings, probe()));
        findings.addAll(CertificatesCheck.of(home.resolve("tls"), settings.publicName(), clock.instant()));
        findings.addAll(LogCheck.of(log, settings.log()));
        findings.addAll(DiskCheck.USUAL.of(List.of(home, log)));
        findings.addAll(DiskCheck.ofLog(log, settings.log()));
        return findings;
    }

    private Probe probe() {
        return new Probe(clock, random, PATIENCE);
    }

    private static Finding notLookedAt(String what, String because) {
        return Finding.warn("skipped", what + " were not looked at, since " + because, "mend that first");
    }
}
