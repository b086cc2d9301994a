package org.hanse.admin.session;

import java.io.IOException;
import org.hanse.admin.output.CommandFailure;
import org.hanse.kdc.admin.operation.Operation;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.protocol.name.RealmName;

/** Where an administrator's command works: at a realm home, or by way of a server. Both give the same answers. Of one command. */
public interface Desk extends AutoCloseable {
    RealmName realm();

    /**
     * Has an operation carried out.
     *
     * @throws RealmFailure if the realm does not grant it
     * @throws CommandFailure if the server does not: no login, no right, no answer
     */
    <I extends Record, O extends Record> O ask(Operation<I, O> operation, I input)
            throws CommandFailure, RealmFailure, IOException;

    @Override
    void close();
}
