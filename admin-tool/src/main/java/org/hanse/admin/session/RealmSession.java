package org.hanse.admin.session;

import java.io.IOException;
import java.nio.file.Path;
import org.hanse.admin.output.CommandFailure;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.kdc.config.SettingsFault;
import org.hanse.kdc.config.SettingsFile;
import org.hanse.kdc.realm.Administrators;
import org.hanse.kdc.realm.KeyMaker;
import org.hanse.kdc.realm.KrbtgtRollover;
import org.hanse.kdc.realm.Policies;
import org.hanse.kdc.realm.Principals;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.kdc.realm.Trusts;
import org.hanse.kdc.store.RealmStore;
import org.hanse.protocol.name.RealmName;

/** An open realm home: the wiring of {@code kdc/realm} to the home's store. Of one command. */
public final class RealmSession implements AutoCloseable {
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

    public Principals principals() {
        return new Principals(realm(), store.principals(), keyMaker(), actor(here));
    }

    public Policies policies() {
        return new Policies(store.principals(), actor(here));
    }

    public Trusts trusts() {
        return new Trusts(realm(), store.trusts(), actor(here));
    }

    public KrbtgtRollover krbtgtRollover() throws CommandFailure {
        return new KrbtgtRollover(settings().kdc(), store.principals(), keyMaker(), here.clock(), actor(here));
    }

    /** Reads admin.acl. */
    public Administrators administrators() throws IOException, RealmFailure {
        return Administrators.read(home.resolve(Administrators.FILE_NAME), realm());
    }

    public KeyMaker keyMaker() {
        return new KeyMaker(here.random());
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
