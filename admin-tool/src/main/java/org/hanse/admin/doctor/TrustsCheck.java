package org.hanse.admin.doctor;

import java.util.ArrayList;
import java.util.List;
import org.hanse.kdc.config.KdcSettings;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustKey;
import org.hanse.realmtrust.trust.TrustState;

/** Whether each trust has the keys that its direction needs, of enctypes that are served, and is in use. */
final class TrustsCheck {
    private static final String CHECK = "trusts";

    private final KdcSettings settings;
    private final List<Finding> findings = new ArrayList<>();

    private TrustsCheck(KdcSettings settings) {
        this.settings = settings;
    }

    static List<Finding> of(KdcSettings settings, List<Trust> trusts) {
        if (trusts.isEmpty()) {
            return List.of(Finding.ok(CHECK, "there are none"));
        }
        TrustsCheck check = new TrustsCheck(settings);
        trusts.forEach(check::look);
        return check.findings;
    }

    private void look(Trust trust) {
        int before = findings.size();
        String peer = trust.peer().value();
        if (trust.state() != TrustState.ACTIVE) {
            findings.add(Finding.warn(
                    CHECK,
                    peer + " is " + trust.state().word()
                            + trust.reason().map(reason -> ": " + reason).orElse(""),
                    "see hanse trust show " + peer));
        }
        if (trust.policy().direction().in()) {
            keys(peer, "in", trust.keysIn());
        }
        if (trust.policy().direction().out()) {
            keys(peer, "out", trust.keysOut());
        }
        if (trust.policy().logOnly()) {
            findings.add(Finding.warn(
                    CHECK,
                    peer + " only logs what its policy would refuse",
                    "look for log-only in the log, then hanse trust modify " + peer + " --no-log-only"));
        }
        if (findings.size() == before) {
            findings.add(Finding.ok(
                    CHECK,
                    peer + " is active, direction " + trust.policy().direction().word()));
        }
    }

    private void keys(String peer, String direction, List<TrustKey> keys) {
        if (keys.isEmpty()) {
            findings.add(Finding.fail(
                    CHECK,
                    peer + " has no key for direction " + direction,
                    "hanse trust shared-secret " + peer + " --password-file-" + direction
                            + " FILE, or hanse trust modify " + peer + " --direction "
                            + (direction.equals("in") ? "out" : "in")));
        } else if (keys.stream()
                .filter(key -> key.kvno().equals(keys.get(0).kvno()))
                .noneMatch(key -> settings.etypes().contains(key.key().etype()))) {
            findings.add(Finding.fail(
                    CHECK,
                    peer + " has no key of an enctype that realm.yaml serves, for direction " + direction,
                    "hanse trust shared-secret " + peer + " with a higher --kvno and other --enctypes, at both sides"));
        }
    }
}
