package org.hanse.admin.session;

import java.io.IOException;
import java.nio.file.Path;
import org.hanse.admin.output.CommandFailure;
import org.hanse.kdc.admin.operation.Office;
import org.hanse.kdc.admin.operation.Operation;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.config.SettingsFault;
import org.hanse.kdc.config.SettingsFile;
import org.hanse.kdc.realm.AccessList;
import org.hanse.kdc.realm.OwnFacts;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.kdc.realm.RecoveryKey;
import org.hanse.kdc.realm.Restrictions;
import org.hanse.kdc.realm.Trusts;
import org.hanse.kdc.store.RealmStore;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.DocumentFacts;

/** An open realm home: the wiring of {@code kdc/realm} to the home's store. Of one command. */
public final class RealmSession implements Desk {
    private final Path home;
    private final RealmStore store;
    private final Surroundings here;

    private RealmSession(Path home, RealmStore store, Surroundings here) {
        this.home = home;
        this.store = store;
        this.here = here;
    }

    /** @throws CommandFailure if there is no realm home; the store's own failures pass through */
    public static RealmSession open(Path home, Surroundings here) throws CommandFailure {
        HomeOption.check(home);
        return new RealmSession(home, RealmStore.open(home, here.clock(), here.random()), here);
    }

    @Override
    public RealmName realm() {
        return store.realm();
    }

    public RealmStore store() {
        return store;
    }

    /** Reads realm.yaml; only commands that need it pay for it. */
    public RealmSettings settings() throws CommandFailure {
        try {
            RealmSettings settings = SettingsFile.read(home.resolve(RealmSettings.FILE_NAME));
            if (!settings.realm().equals(store.realm())) {
                throw new CommandFailure(
                        home.resolve(RealmSettings.FILE_NAME) + " is of realm " + settings.realm()
                                + " and the store of " + store.realm(),
                        "a realm cannot be renamed, write its name back");
            }
            return settings;
        } catch (SettingsFault fault) {
            throw CommandFailure.of(fault);
        }
    }

    @Override
    public <I extends Record, O extends Record> O ask(Operation<I, O> operation, I input) throws RealmFailure {
        return operation.in(office(), input);
    }

    private Office office() {
        return new Office(
                new Office.RealmFacts(store.realm(), store.created()),
                new Office.Stores(
                        store.principals(),
                        store.trusts(),
                        store.federations(),
                        store.introductions(),
                        store.declarations(),
                        store.agreements(),
                        store.peerHistories(),
                        store.identity()),
                new HomeFiles(),
                here.clock(),
                here.random(),
                actor(here),
                Restrictions.NONE);
    }

    /** Read when an operation needs them. */
    private final class HomeFiles implements Office.Files {
        @Override
        public RealmSettings settings() throws RealmFailure {
            try {
                return RealmSession.this.settings();
            } catch (CommandFailure failure) {
                throw RealmFailure.refused(failure.what(), failure.cure());
            }
        }

        @Override
        public DocumentFacts documentFacts() throws RealmFailure {
            return OwnFacts.of(home, settings(), store.trusts().all());
        }

        @Override
        public AccessList accessList() throws RealmFailure {
            Path file = home.resolve(AccessList.FILE_NAME);
            try {
                return AccessList.read(file, realm());
            } catch (IOException e) {
                throw RealmFailure.refused(file + " cannot be read", "look at its owner and mode, and that it is text");
            }
        }
    }

    public Trusts trusts() {
        return new Trusts(realm(), store.trusts(), store.declarations(), actor(here));
    }

    /** With the files of the home, which {@code --server} cannot name. */
    public RecoveryKey recoveryKey() {
        return new RecoveryKey(realm(), store.identity(), here.clock(), here.random());
    }

    /** What the realm's documents say now. */
    public DocumentFacts documentFacts() throws RealmFailure {
        return new HomeFiles().documentFacts();
    }

    /** Who is at the keyboard, for the store's history: the machine's user, since a home needs no ticket. */
    public static String actor(Surroundings here) {
        return "local:" + here.env().getOrDefault("SUDO_USER", System.getProperty("user.name", "unknown"));
    }

    @Override
    public void close() {
        store.close();
    }
}
