package org.hanse.kdc.store;

import java.nio.charset.StandardCharsets;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.name.SubjectId;

/**
 * The row that a sealed secret belongs to, as AES-GCM's associated data: what it is and its row's identity, joined by newlines.
 * A realm name comes last, since it alone could hold a newline.
 */
record RowBinding(String text) {
    static RowBinding principalKey(SubjectId subject, Kvno kvno, EncType etype) {
        return new RowBinding("principal-key\n" + subject + "\n" + kvno + "\n" + etype.value());
    }

    /**
     * @param direction {@code in} or {@code out}
     */
    static RowBinding trustKey(RealmName peer, String direction, Kvno kvno, EncType etype) {
        return new RowBinding("trust-key\n" + direction + "\n" + kvno + "\n" + etype.value() + "\n" + peer);
    }

    /** @param purpose {@code signing} or {@code recovery} */
    static RowBinding identityKey(String purpose) {
        return new RowBinding("identity-key\n" + purpose);
    }

    /**
     * @param bound what the secret of an unfinished agreement belongs to
     */
    static RowBinding agreement(String bound) {
        return new RowBinding("agreement\n" + bound);
    }

    /** Of the value that tells at opening whether the master key is the store's. */
    static RowBinding masterKeyCheck(String realmId) {
        return new RowBinding("master-key-check\n" + realmId);
    }

    byte[] octets() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
