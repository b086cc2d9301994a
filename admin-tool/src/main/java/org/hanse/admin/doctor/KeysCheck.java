package org.hanse.admin.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.config.KdcSettings;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.protocol.name.PrincipalGlob;
import org.hanse.protocol.name.PrincipalName;

/** Whether the keys of the realm and of its principals open, are of enctypes that are served, and are not anybody's to guess. */
final class KeysCheck {
    private static final String CHECK = "keys";
    /** docs/key-rollover.md advises a quarter; after four of them somebody has forgotten it. */
    private static final Duration OLD = Duration.ofDays(365);
    /** So many principals are looked at: with four keys each that takes 0.9 s, and a realm of a million would take minutes. */
    private static final int MOST = 10_000;

    private final KdcSettings settings;
    private final PrincipalStore store;
    private final List<Finding> findings = new ArrayList<>();

    private KeysCheck(KdcSettings settings, PrincipalStore store) {
        this.settings = settings;
        this.store = store;
    }

    static List<Finding> of(KdcSettings settings, PrincipalStore store, Instant now) {
        KeysCheck check = new KeysCheck(settings, store);
        check.krbtgt(now);
        check.everybody();
        return check.findings;
    }

    private void krbtgt(Instant now) {
        PrincipalName name = PrincipalName.krbtgt(settings.realm());
        Optional<PrincipalEntry> found;
        try {
            found = store.find(name);
        } catch (StoreFault fault) {
            findings.add(Finding.fail(CHECK, fault));
            return;
        }
        if (found.isEmpty() || !found.get().has(PrincipalFlag.ALLOW_TIX)) {
            findings.add(Finding.fail(
                    CHECK,
                    name + " is missing or switched off, so there are no tickets at all",
                    "restore the store from a backup, or give it back with hanse principal undelete or modify --flag"
                            + " +allow_tix"));
            return;
        }
        List<PrincipalKey> current = found.get().currentKeys();
        if (hasNoServedKey(found.get())) {
            findings.add(Finding.fail(
                    CHECK,
                    name + " has no key of an enctype that realm.yaml serves",
                    "serve one of its enctypes, or make new keys with hanse realm rekey"));
            return;
        }
        Instant made = current.get(0).made().orElse(now);
        String age = name + " has kvno " + current.get(0).kvno() + ", made " + made + ", of "
                + String.join(
                        ", ",
                        current.stream().map(key -> key.etype().toString()).toList());
        findings.add(
                Duration.between(made, now).compareTo(OLD) > 0
                        ? Finding.warn(CHECK, age + ": older than a year", "make new keys with hanse realm rekey")
                        : Finding.ok(CHECK, age));
    }

    /** Those with the same fault, told together. */
    private static final class Group {
        private final String fault;
        private final String cure;
        private final List<PrincipalName> names = new ArrayList<>();

        Group(String fault, String cure) {
            this.fault = fault;
            this.cure = cure;
        }

        Optional<Finding> warning() {
            return names.isEmpty() ? Optional.empty() : Optional.of(Finding.warn(CHECK, told(), cure));
        }

        Optional<Finding> failure() {
            return names.isEmpty() ? Optional.empty() : Optional.of(Finding.fail(CHECK, told(), cure));
        }

        private String told() {
            String first = names.get(0).toString();
            return (names.size() == 1 ? first : first + " and " + (names.size() - 1) + " more") + " " + fault;
        }
    }

    private void everybody() {
        Group unreadable = new Group(
                "cannot be read with master.key", "put back the master.key of this store, or the store from a backup");
        Group keyless = new Group(
                "can get or give no tickets: no key of an enctype that realm.yaml serves",
                "give a user a password with hanse principal passwd, a service a key with hanse keytab export --rekey");
        Group guessable = new Group(
                "can have the password guessed by anybody who asks for a ticket, since no proof of it is wanted first",
                "hanse principal modify NAME --flag +requires_preauth");
        Group passwordServices = new Group(
                "can have the password guessed by anybody with a ticket, since a password seals tickets to it",
                "hanse principal modify NAME --flag -allow_svr, or random keys with hanse keytab export --rekey");
        List<PrincipalName> names = store.names(PrincipalGlob.of("*"), Optional.empty(), MOST);
        for (PrincipalName name : names) {
            try {
                store.find(name)
                        .filter(entry -> entry.has(PrincipalFlag.ALLOW_TIX))
                        .ifPresent(entry -> {
                            if (hasNoServedKey(entry)) {
                                keyless.names.add(name);
                            } else if (hasPassword(entry) && !entry.has(PrincipalFlag.REQUIRES_PREAUTH)) {
                                guessable.names.add(name);
                            } else if (entry.isServiceWithPassword()) {
                                passwordServices.names.add(name);
                            }
                        });
            } catch (StoreFault damaged) {
                unreadable.names.add(name);
            }
        }
        long total = store.count();
        findings.add(Finding.ok(
                CHECK,
                "looked at " + (total > names.size() ? "the first " + names.size() + " of " : "all ") + total
                        + " principals"));
        unreadable.failure().ifPresent(findings::add);
        keyless.warning().ifPresent(findings::add);
        guessable.warning().ifPresent(findings::add);
        passwordServices.warning().ifPresent(findings::add);
    }

    private boolean hasNoServedKey(PrincipalEntry entry) {
        return entry.currentKeys().stream().noneMatch(key -> settings.etypes().contains(key.etype()));
    }

    private static boolean hasPassword(PrincipalEntry entry) {
        return entry.currentKeys().stream().anyMatch(PrincipalKey::isOfPassword);
    }
}
