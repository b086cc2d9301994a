package org.hanse.realmtrust.declaration;

import org.hanse.protocol.name.RealmName;

/**
 * Hears of what changes between this realm and its peers: declarations, trusts, how far agreements are. By whichever process it was changed, it is
 * heard within a second; more often than something changes, at times. Thread-safe; neither method throws or waits.
 */
public interface PeerWatch {
    void changed(RealmName peer);

    /** What has changed is not known, so it may be anything. */
    void lost();
}
