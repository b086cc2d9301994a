package org.hanse.admin.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hanse.kdc.realm.AccessList;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.kdc.store.RealmStore;

/** Whether admin.acl can be read. */
final class AdministratorsCheck {
    private static final String CHECK = "acl";

    private AdministratorsCheck() {}

    static List<Finding> of(Path home, RealmStore store) {
        Path file = home.resolve(AccessList.FILE_NAME);
        try {
            AccessList.read(file, store.realm());
            return List.of(Finding.ok(CHECK, "admin.acl can be read"));
        } catch (RealmFailure wrong) {
            return List.of(Finding.fail(CHECK, wrong));
        } catch (IOException e) {
            return List.of(
                    Finding.fail(CHECK, file + " cannot be read", "look at its owner and mode, and that it is text"));
        }
    }
}
