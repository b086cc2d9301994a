package org.hanse.admin.web;

import java.util.stream.Collectors;
import org.hanse.client.accept.Caller;
import org.hanse.client.accept.Login;
import org.hanse.protocol.name.RealmName;

/** A login in words: as a page for the visitor and as a line for the operator. */
public final class LoginText {
    private LoginText() {}

    /** Plain text, several lines. */
    static String page(Login login) {
        return login.fold(
                accepted -> "you are " + accepted.caller().principal() + "\n"
                        + "of realm " + accepted.caller().realm() + "\n"
                        + "by way of " + path(accepted.caller()) + "\n"
                        + "until " + accepted.caller().expires() + "\n",
                refused -> "refused"
                        + refused.client().map(client -> ", " + client).orElse("") + ": " + refused.explanation() + "\n"
                        + "to mend it: " + refused.cure() + "\n"
                        + "reason " + refused.reason() + "\n",
                more -> "the login goes on\n");
    }

    /** One line. */
    public static String line(Login login) {
        return login.fold(
                accepted -> "ok " + accepted.caller().principal() + " by way of " + path(accepted.caller()) + " until "
                        + accepted.caller().expires(),
                refused -> "refused " + refused.client().map(Object::toString).orElse("somebody") + ": "
                        + refused.reason() + ", " + refused.explanation() + "; " + refused.cure(),
                more -> "goes on");
    }

    private static String path(Caller caller) {
        return caller.path().stream().map(RealmName::value).collect(Collectors.joining(" -> "));
    }
}
