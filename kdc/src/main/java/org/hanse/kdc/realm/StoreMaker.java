package org.hanse.kdc.realm;

import java.nio.file.Path;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.IdentityStore;

/** Makes the store of a new realm home; the wiring says which. */
@FunctionalInterface
public interface StoreMaker {
    /** The new store, until it is closed. */
    interface NewStore extends AutoCloseable {
        PrincipalStore principals();

        IdentityStore identity();

        @Override
        void close();
    }

    NewStore make(Path home, RealmName realm);
}
