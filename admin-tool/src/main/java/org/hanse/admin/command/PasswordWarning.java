package org.hanse.admin.command;

import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.PrincipalView;

/** What an operator is told who gives a service a password. */
final class PasswordWarning {
    private PasswordWarning() {}

    static void print(Surroundings here, PrincipalView principal) {
        if (principal.guessable()) {
            here.out()
                    .println("warning: whoever has a ticket to " + principal.name()
                            + " can guess its password offline; give it --random-key and a keytab, or --flag -allow_svr"
                            + " if it is no service");
        }
    }
}
