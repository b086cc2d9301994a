package org.hanse.client.example;

import java.io.IOException;
import java.nio.file.Path;
import org.hanse.client.accept.Acceptor;
import org.hanse.client.accept.HttpNegotiate;
import org.hanse.client.accept.Login;

/** The ten lines of the README: compiled, and run by a test of the acceptor, so that they stay true. */
public final class WhoIsCalling {
    private final Acceptor acceptor;

    public WhoIsCalling(Path keytab) throws IOException {
        acceptor = Acceptor.builder(keytab).service("HTTP/web.bergen.example").build();
    }

    /** @param authorization the value of the request's Authorization header, such as {@code Negotiate YII...} */
    public String greet(String authorization) {
        byte[] token = HttpNegotiate.token(authorization).orElseThrow().toByteArray();
        Login login = acceptor.accept(token);
        return login.fold(
                accepted -> "hello " + accepted.caller().principal() + ", until "
                        + accepted.caller().expires(),
                refused -> "no: " + refused.explanation() + "; " + refused.cure(),
                more -> "send " + more.reply() + ", and give the answer to more.next()");
    }
}
