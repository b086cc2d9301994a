package org.hanse.admin.command;

import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.protocol.name.RealmName;

/** What an operator is told who gives a service a password. */
final class PasswordWarning {
    private PasswordWarning() {}

    static void print(Surroundings here, PrincipalEntry entry, RealmName realm) {
        if (entry.isServiceWithPassword()) {
            here.out()
                    .println("warning: whoever has a ticket to " + entry.name() + "@" + realm
                            + " can guess its password offline; give it --random-key and a keytab, or --flag -allow_svr"
                            + " if it is no service");
        }
    }
}
