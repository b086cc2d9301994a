package org.hanse.realmtrust.introduction;

import java.time.Instant;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;

/**
 * An operator wants this realm to be introduced; a server asks for it. Gone when it has come about.
 *
 * @param peer to whom
 * @param introducer by whom
 * @param since when, in whole milliseconds: another wish for the same is another
 * @param problem why it did not come about, for people; empty while it is under way
 */
public record Wish(RealmName peer, RealmName introducer, Instant since, Optional<String> problem) {
    public Wish failing(String why) {
        return new Wish(peer, introducer, since, Optional.of(why));
    }
}
