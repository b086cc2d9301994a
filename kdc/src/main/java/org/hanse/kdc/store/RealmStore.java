package org.hanse.kdc.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import org.hanse.kdc.principal.PrincipalDirectory;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.TrustDirectory;
import org.hanse.realmtrust.trust.TrustStore;

/**
 * The open store of a realm home: {@code store.db} and {@code master.key}. Several processes may hold the same home open;
 * a change by one is seen by the others within a second. Thread-safe.
 */
public final class RealmStore implements AutoCloseable {
    private RealmStore() {}

    /**
     * Makes {@code store.db} and {@code master.key} in {@code home}, which is created, 0700, if it is not there.
     *
     * @throws org.hanse.kdc.principal.StoreFault if either file is there already or cannot be written
     */
    public static RealmStore create(Path home, RealmName realm, Clock clock, SecureRandom random) {
        throw new UnsupportedOperationException();
    }

    /**
     * @throws org.hanse.kdc.principal.StoreFault if a file is missing, readable by others, of a newer version than this
     *     program, or if the master key is not the store's
     */
    public static RealmStore open(Path home, Clock clock, SecureRandom random) {
        throw new UnsupportedOperationException();
    }

    public RealmName realm() {
        throw new UnsupportedOperationException();
    }

    /** 32 hexadecimal digits, for life. */
    public String realmId() {
        throw new UnsupportedOperationException();
    }

    public Instant created() {
        throw new UnsupportedOperationException();
    }

    /** For operators: reads and writes the store itself. */
    public PrincipalStore principals() {
        throw new UnsupportedOperationException();
    }

    /** For operators: reads and writes the store itself. */
    public TrustStore trusts() {
        throw new UnsupportedOperationException();
    }

    /** For the exchanges: from memory, at most a second behind. The first call starts the thread that follows the change feed. */
    public PrincipalDirectory principalDirectory() {
        throw new UnsupportedOperationException();
    }

    /** For the exchanges: from memory, at most a second behind. The first call starts the thread that follows the change feed. */
    public TrustDirectory trustDirectory() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
