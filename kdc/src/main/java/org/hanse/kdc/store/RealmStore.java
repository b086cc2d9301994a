package org.hanse.kdc.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.hanse.kdc.audit.CacheCounts;
import org.hanse.kdc.audit.MetricsText;
import org.hanse.kdc.principal.PrincipalDirectory;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.agreement.AgreementStore;
import org.hanse.realmtrust.declaration.DeclarationStore;
import org.hanse.realmtrust.declaration.PeerWatch;
import org.hanse.realmtrust.document.IdentityStore;
import org.hanse.realmtrust.document.PeerHistories;
import org.hanse.realmtrust.federation.FederationStore;
import org.hanse.realmtrust.introduction.IntroductionStore;
import org.hanse.realmtrust.path.ToldTrusts;
import org.hanse.realmtrust.trust.TrustDirectory;
import org.hanse.realmtrust.trust.TrustStore;
import org.jspecify.annotations.Nullable;

/**
 * The open store of a realm home: {@code store.db} and {@code master.key}. Several processes may hold the same home open;
 * a change by one is seen by the others within a second. Thread-safe.
 */
public final class RealmStore implements AutoCloseable {
    private static final String NAME = "store.db";
    /** What the store is called until it is whole. */
    private static final String UNFINISHED = "store.db.new";
    /** Principals in memory; a principal with eight keys takes about 8 kB when all of them are in use. */
    private static final long CAPACITY = 100_000;

    private final Database database;
    private final RealmMeta meta;
    private final StoreTables tables;
    private final MasterKeyChange change;
    private final ChangeHub hub = new ChangeHub();
    private final StoredPrincipals principals;
    private final StoredTrusts trusts;
    private final StoredIdentity identity;
    private final StoredPeerHistories peerHistories;
    private final StoredAgreements agreements;
    private final StoredDeclarations declarations;
    private final StoredFederations federations;
    private final StoredIntroductions introductions;
    private @Nullable Directories directories;

    private RealmStore(
            Path home, Database database, RealmMeta meta, MasterKeys masterKeys, Clock clock, SecureRandom random) {
        this.database = database;
        this.meta = meta;
        this.tables = StoreTables.of(masterKeys);
        this.change = new MasterKeyChange(home, database, masterKeys, tables.identityKeys(), random);
        this.principals = new StoredPrincipals(database, tables, hub, meta.realm(), clock, random);
        this.trusts = new StoredTrusts(database, tables.trusts(), hub, clock);
        this.identity = new StoredIdentity(database, tables.identityKeys(), tables.documents(), meta.realm());
        this.peerHistories = new StoredPeerHistories(database, tables.documents(), meta.realm(), hub, clock);
        this.agreements = new StoredAgreements(database, tables, masterKeys, hub, clock);
        this.declarations = new StoredDeclarations(database, tables.declarations(), hub, clock);
        this.federations = new StoredFederations(database, tables.federations(), hub, clock);
        this.introductions = new StoredIntroductions(database, tables.introductions(), hub, clock);
    }

    /**
     * Makes {@code store.db} and {@code master.key} in {@code home}, which is created, 0700, if it is not there. The store
     * appears whole or not at all.
     *
     * @throws StoreFault if either file is there already or cannot be written
     */
    public static RealmStore create(Path home, RealmName realm, Clock clock, SecureRandom random) {
        Path file = home.resolve(NAME);
        if (Files.exists(file)) {
            throw new StoreFault(file + " is there already; choose an empty folder");
        }
        try {
            PrivateFile.folder(home);
        } catch (IOException e) {
            throw cannotBeWritten(home, e);
        }
        MasterKey masterKey = MasterKeyFile.create(home, random);
        try {
            make(home, realm, masterKey, clock.instant(), random);
        } catch (RuntimeException e) {
            // Nobody has anything sealed under this key yet; without it the folder can be used again.
            removeUnfinished(home, e);
            throw e;
        }
        return open(home, clock, random);
    }

    private static void make(Path home, RealmName realm, MasterKey masterKey, Instant now, SecureRandom random) {
        Path unfinished = home.resolve(UNFINISHED);
        try {
            Files.deleteIfExists(unfinished);
            PrivateFile.create(unfinished, new byte[0]);
            try (Database database = Database.open(home, UNFINISHED)) {
                database.writeOnly(session -> {
                    Migrations.runAll(session, now);
                    RealmMeta.random(realm, now, random).write(session, masterKey);
                });
            }
            Files.move(unfinished, home.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
            PrivateFile.sync(home);
        } catch (IOException e) {
            throw cannotBeWritten(home, e);
        }
    }

    /** The master key could only be made because there was none: everything here is ours, and the key goes last. */
    private static void removeUnfinished(Path home, RuntimeException reason) {
        for (String file : List.of(UNFINISHED, NAME, MasterKeyFile.NAME)) {
            try {
                Files.deleteIfExists(home.resolve(file));
            } catch (IOException e) {
                reason.addSuppressed(e);
            }
        }
    }

    private static StoreFault cannotBeWritten(Path home, IOException e) {
        return new StoreFault(home + " cannot be written; check the disk and the owner of the folder", e);
    }

    /**
     * @throws StoreFault if a file is missing, the master key can be read by others or is not the store's, or the store is of a
     *     newer version than this program
     */
    public static RealmStore open(Path home, Clock clock, SecureRandom random) {
        return open(home, clock, random, database -> Migrations.bringUpToDate(database, clock.instant()));
    }

    /**
     * As {@link #open}, for who must change nothing.
     *
     * @throws StoreFault also if the store is of an older version than this program
     */
    public static RealmStore openUnchanged(Path home, Clock clock, SecureRandom random) {
        return open(home, clock, random, Migrations::requireUpToDate);
    }

    private static RealmStore open(Path home, Clock clock, SecureRandom random, Consumer<Database> schema) {
        Path file = home.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new StoreFault(file + " is missing; name a realm home, or make one with realm init");
        }
        MasterKeys masterKeys = MasterKeys.load(home, random);
        Database database = Database.open(home, NAME);
        try {
            schema.accept(database);
            RealmMeta meta = database.read(session -> RealmMeta.read(session, masterKeys));
            return new RealmStore(home, database, meta, masterKeys, clock, random);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    public RealmName realm() {
        return meta.realm();
    }

    /** 32 hexadecimal digits, for life. */
    public String realmId() {
        return meta.realmId();
    }

    public Instant created() {
        return meta.created();
    }

    /** The latest time at which anything was written: no clock that is right is behind it. */
    public Instant newestChange() {
        Instant changed = Instant.ofEpochMilli(database.read(ChangeTable::latest));
        return changed.isAfter(created()) ? changed : created();
    }

    /**
     * Writes the store as it is at one moment into a new file, 0600, while others write.
     *
     * @param file in a folder of its owner's alone
     */
    public void copyTo(Path file) {
        try (SqlSession session = database.connectReader()) {
            session.update("VACUUM INTO ?", file);
        }
        try {
            PrivateFile.own(file);
        } catch (IOException e) {
            throw cannotBeWritten(file, e);
        }
        StoredAgreements.clearPending(file);
    }

    /**
     * Reads everything, and opens every key that is sealed under the master key.
     *
     * @return the highest kvno of a principal
     * @throws StoreFault if something is damaged
     */
    public Kvno verify() {
        return database.read(session -> StoreCheck.of(session, tables));
    }

    /**
     * Makes another master key and moves all secrets under it, while others read and write; goes on with a change that was broken off.
     *
     * @param moved told now and then how many more have been moved
     * @return the id of the new key
     */
    public String changeMasterKey(LongConsumer moved) {
        return change.run(moved);
    }

    /** How many secrets are sealed under the master key. */
    public long sealedSecrets() {
        return database.read(session -> session.number("SELECT count(*) AS n FROM principal_keys")
                + session.number("SELECT count(*) AS n FROM trust_keys")
                + session.number("SELECT count(*) AS n FROM identity_keys"));
    }

    /**
     * For a store that was restored: no new key of a principal gets a lower kvno from now on, and every agreement starts over. Nothing is
     * issued for its peer until then.
     */
    public void startKvnosAt(Kvno least) {
        database.writeOnly(session -> {
            RealmMeta.writeLeastKvno(session, least);
            agreements.restored(session);
        });
    }

    /**
     * The next document of this realm has a version higher than the newest by more than {@code count}: for a store that was restored, whose
     * later documents are forgotten.
     */
    public void skipDocumentVersions(long count) {
        if (identity.find().isPresent()) {
            identity.change(before -> before.orElseThrow().skipping(count));
        }
    }

    /** For operators: reads and writes the store itself. */
    public PrincipalStore principals() {
        return principals;
    }

    /** For operators: reads and writes the store itself. */
    public TrustStore trusts() {
        return trusts;
    }

    /** With whom operators want agreements. */
    public DeclarationStore declarations() {
        return declarations;
    }

    /** The federations that this realm has joined. */
    public FederationStore federations() {
        return federations;
    }

    /** What operators allow with respect to introductions, and those that were believed. */
    public IntroductionStore introductions() {
        return introductions;
    }

    /**
     * Tells {@code watch} from now on when a federation that this realm has joined, its list, or what an operator allows with respect to introductions has changed. It
     * must be quick.
     */
    public void watchFederations(Runnable watch) {
        directories();
        hub.add(new WatchedFederations(watch));
    }

    /** The agreements with other realms, beside the keys that come of them. */
    public AgreementStore agreements() {
        return agreements;
    }

    /** Tells {@code watch} of every change from now on. The first call starts the thread that follows the change feed. */
    public void watchPeers(PeerWatch watch) {
        directories();
        hub.add(new WatchedPeers(watch));
    }

    /** Of the principals that the exchanges have in memory. */
    public CacheCounts.Figures cache() {
        return directories().principals().figures();
    }

    /** How often it is read and written, how long that takes and how often it fails. */
    public void write(MetricsText text) {
        database.figures().write(text);
    }

    /** This realm's own keys and documents. */
    public IdentityStore identity() {
        return identity;
    }

    /** The newest version of this realm's own documents; zero if there is none. Reads no more than that. */
    public long newestDocument() {
        return database.read(session -> tables.documents().newestVersion(session, meta.realm()));
    }

    /** What is known of other realms. */
    public PeerHistories peerHistories() {
        return peerHistories;
    }

    /** For the exchanges: from memory, at most a second behind. The first call starts the thread that follows the change feed. */
    public PrincipalDirectory principalDirectory() {
        return directories().principals();
    }

    /** For the exchanges: from memory, at most a second behind. The first call starts the thread that follows the change feed. */
    public TrustDirectory trustDirectory() {
        return directories().trusts();
    }

    /** For the exchanges, as {@link #trustDirectory()}: what other realms' documents tell of their trusts. */
    public ToldTrusts toldTrusts() {
        return directories().told();
    }

    private CachedToldTrusts.Source toldTrustsSource() {
        return new CachedToldTrusts.Source() {
            @Override
            public Map<RealmName, Set<RealmName>> all() {
                return database.read(session -> tables.documents().allToldTrusts(session, meta.realm()));
            }

            @Override
            public Set<RealmName> of(RealmName realm) {
                return database.read(session -> tables.documents().toldTrusts(session, realm));
            }
        };
    }

    /** A command that only writes has no use for caches, nor for the thread that keeps them true. */
    private synchronized Directories directories() {
        Directories made = directories;
        if (made == null) {
            // The follower first: what changes while the caches are made is reported to them.
            ChangeFollower follower = new ChangeFollower(database, hub);
            made = new Directories(
                    new CachedPrincipals(principals, CAPACITY),
                    new CachedTrusts(trusts),
                    new CachedToldTrusts(toldTrustsSource()),
                    follower);
            hub.add(made.principals());
            hub.add(made.trusts());
            hub.add(made.told());
            follower.start();
            directories = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        if (directories != null) {
            directories.follower().close();
            directories = null;
        }
        database.close();
    }

    private record Directories(
            CachedPrincipals principals, CachedTrusts trusts, CachedToldTrusts told, ChangeFollower follower) {}
}
