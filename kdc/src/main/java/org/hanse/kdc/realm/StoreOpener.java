package org.hanse.kdc.realm;

import java.nio.file.Path;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;

/** Opens the store of a realm home for what backups need of it; the wiring says how. */
@FunctionalInterface
public interface StoreOpener {
    /** A store, until it is closed. Everything here throws {@link org.hanse.kdc.principal.StoreFault} when the store cannot be used. */
    interface Opened extends AutoCloseable {
        RealmName realm();

        long principals();

        /** Writes the store as it is at one moment into a new file, while others write. */
        void copyTo(Path file);

        /**
         * Reads everything and opens every key.
         *
         * @return the highest kvno of any principal
         */
        Kvno verify();

        /** No new key gets a lower kvno from now on. */
        void startKvnosAt(Kvno least);

        /** The realm's next document has a version higher than the newest by more than {@code count}. */
        void skipDocumentVersions(long count);

        @Override
        void close();
    }

    /** Opens it as it is, or brings its schema up to date first. */
    Opened open(Path home);
}
