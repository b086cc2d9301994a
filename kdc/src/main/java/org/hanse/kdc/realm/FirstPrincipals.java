package org.hanse.kdc.realm;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.principal.KadminService;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.wire.SecretBytes;

/** The principals that every realm starts with, all in one transaction. */
final class FirstPrincipals {
    /** As kadmin's: a ticket to change a password is asked for when it is needed. */
    private static final Duration CHANGE_LIFE = Duration.ofMinutes(5);

    private final RealmSettings settings;
    private final PrincipalStore store;
    private final KeyMaker maker;
    private final String actor;

    FirstPrincipals(RealmSettings settings, PrincipalStore store, KeyMaker maker, String actor) {
        this.settings = settings;
        this.store = store;
        this.maker = maker;
        this.actor = actor;
    }

    void add(SecretBytes adminPassword) throws RealmFailure {
        PrincipalName admin = PrincipalName.of("admin", "admin");
        List<PrincipalKey> adminKeys = maker.fromPassword(
                        new Principal(admin, settings.realm()),
                        adminPassword,
                        settings.kdc().etypes())
                .at(Kvno.FIRST);
        Writing.write(store, actor, changes -> {
            changes.add(krbtgt());
            changes.add(Principals.initial(admin, adminKeys, DraftEdit.NONE));
            changes.add(kadmin("admin", KadminService.LONGEST_LIFE, Set.of()));
            changes.add(kadmin("changepw", CHANGE_LIFE, Set.of(PrincipalFlag.PASSWORD_CHANGING_SERVICE)));
            Set<String> hosts = new LinkedHashSet<>(List.of(settings.publicName(), "localhost"));
            for (String host : hosts) {
                changes.add(random(PrincipalName.of("HTTP", host)));
            }
            return admin;
        });
    }

    private PrincipalDraft krbtgt() {
        PrincipalDraft draft = random(PrincipalName.krbtgt(settings.realm()));
        return draft.withFlags(with(draft.flags(), PrincipalFlag.LOCKDOWN_KEYS));
    }

    /** Tickets to these come from the AS exchange only: proof of the password, just now. */
    private PrincipalDraft kadmin(String instance, Duration life, Set<PrincipalFlag> more) {
        PrincipalDraft draft = random(PrincipalName.of("kadmin", instance));
        Set<PrincipalFlag> flags =
                EnumSet.copyOf(with(KadminService.allowed(draft.flags()), PrincipalFlag.LOCKDOWN_KEYS));
        flags.add(PrincipalFlag.REQUIRES_PREAUTH);
        flags.addAll(more);
        flags.remove(PrincipalFlag.ALLOW_TGS_REQ);
        return draft.withFlags(flags).withMaxLife(Optional.of(life));
    }

    private PrincipalDraft random(PrincipalName name) {
        return PrincipalDraft.of(name, maker.random(settings.kdc().etypes()).at(Kvno.FIRST));
    }

    private static Set<PrincipalFlag> with(Set<PrincipalFlag> flags, PrincipalFlag more) {
        Set<PrincipalFlag> all = EnumSet.of(more);
        all.addAll(flags);
        return all;
    }
}
