package org.hanse.admin.plan;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.SecretFiles;
import org.hanse.kdc.admin.operation.AgreementOperations;
import org.hanse.kdc.admin.operation.TrustEdits;
import org.hanse.kdc.admin.operation.TrustOperations;
import org.hanse.kdc.config.TrustSettings;
import org.hanse.kdc.config.TrustSettings.Agreed;
import org.hanse.kdc.config.TrustSettings.Secret;
import org.hanse.kdc.config.TrustSettings.Shared;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.protocol.file.KerberosDuration;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.trust.TrustPolicy;

/**
 * Carries changes out, each by the operation that an operator would have asked for, and so whole or not at all, with the rights that this
 * needs. Of one command.
 */
public final class TrustDeeds {
    private final Desk desk;
    private final Map<RealmName, Passwords> passwords = new HashMap<>();

    private record Passwords(Optional<SecretBytes> in, Optional<SecretBytes> out) {}

    /**
     * Reads every password that will be needed, so that nothing is begun that lacks one.
     *
     * @throws CommandFailure if one cannot be read
     */
    public TrustDeeds(Desk desk, List<TrustChange> changes) throws CommandFailure, IOException {
        this.desk = desk;
        for (TrustChange change : changes) {
            if (change.wanted().isPresent() && change.wanted().get().keys() instanceof Shared shared) {
                passwords.put(
                        change.peer(),
                        new Passwords(
                                password(change.isOf("kvnoIn"), shared.in()),
                                password(change.isOf("kvnoOut"), shared.out())));
            }
        }
    }

    private static Optional<SecretBytes> password(boolean needed, Secret secret) throws CommandFailure, IOException {
        return needed && secret.file().isPresent()
                ? Optional.of(SecretFiles.read(secret.file().get()))
                : Optional.empty();
    }

    /**
     * Does one thing.
     *
     * @throws CommandFailure if the server does not grant it; nothing of it is done then
     * @throws RealmFailure if the realm does not
     */
    public void carryOut(TrustChange change) throws CommandFailure, RealmFailure, IOException {
        if (change.wanted().isEmpty()) {
            desk.ask(
                    TrustOperations.REMOVE,
                    new TrustOperations.Peer(change.peer().value()));
            return;
        }
        TrustSettings wanted = change.wanted().get();
        if (wanted.keys() instanceof Agreed agreed) {
            declare(change, wanted, agreed);
            return;
        }
        boolean keys = change.isOf("kvnoIn") || change.isOf("kvnoOut");
        if (wanted.keys() instanceof Shared shared && (keys || change.action() == TrustChange.Action.ADD)) {
            share(wanted, shared);
        }
        // A peer's KDCs can be taken away by a change only.
        if (!keys || (change.isOf("kdcs") && wanted.kdcs().isEmpty())) {
            modify(wanted);
        }
    }

    /** The declaration and what is declared are one; KDCs, which are for krb5.conf alone, follow. */
    private void declare(TrustChange change, TrustSettings wanted, Agreed agreed)
            throws CommandFailure, RealmFailure, IOException {
        boolean declares = change.action() == TrustChange.Action.ADD
                || change.isOf("url")
                || change.isOf("fingerprint")
                || change.isOf(TrustFields.ORIGIN);
        if (declares) {
            desk.ask(
                    AgreementOperations.DECLARE,
                    new AgreementOperations.Declare(
                            wanted.peer().value(),
                            agreed.url(),
                            agreed.fingerprint().map(Fingerprint::hex),
                            edits(wanted.policy())));
        }
        if (!declares || change.isOf("kdcs")) {
            modify(wanted);
        }
    }

    private void modify(TrustSettings wanted) throws CommandFailure, RealmFailure, IOException {
        desk.ask(
                TrustOperations.MODIFY,
                new TrustOperations.Modify(wanted.peer().value(), edits(wanted.policy()), Optional.of(wanted.kdcs())));
    }

    private void share(TrustSettings wanted, Shared shared) throws CommandFailure, RealmFailure, IOException {
        Passwords secrets = passwords.getOrDefault(wanted.peer(), new Passwords(Optional.empty(), Optional.empty()));
        desk.ask(
                TrustOperations.SHARE,
                new TrustOperations.Share(
                        wanted.peer().value(),
                        secrets.in(),
                        secrets.out(),
                        kvno(shared.in()),
                        kvno(shared.out()),
                        shared.enctypes().stream().map(Object::toString).toList(),
                        wanted.kdcs(),
                        edits(wanted.policy())));
    }

    /** Any will do where no key is made. */
    private static long kvno(Secret secret) {
        return Math.max(1, secret.kvno().value());
    }

    /** All of it, so that nothing stays that the file does not say. */
    private static TrustEdits edits(TrustPolicy policy) {
        return new TrustEdits(
                Optional.of(policy.direction().word()),
                Optional.of(names(policy.acceptRealms())),
                Optional.of(names(policy.transitTo())),
                Optional.of(policy.clients()),
                Optional.of(policy.domains()),
                Optional.of(policy.maxLife().map(KerberosDuration::format).orElse("none")),
                Optional.of(policy.allowForwardable()),
                Optional.of(policy.relayLogins()),
                Optional.of(policy.logOnly()));
    }

    private static List<String> names(java.util.Set<RealmName> realms) {
        return realms.stream().map(RealmName::value).sorted().toList();
    }
}
