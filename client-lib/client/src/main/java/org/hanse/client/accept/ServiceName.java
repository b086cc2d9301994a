package org.hanse.client.accept;

import java.util.Optional;
import org.hanse.protocol.name.InvalidNameException;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * Which principals of a keytab are this service. {@code HTTP/web.example@R} is exactly that one; without a realm it is that name
 * in every realm that the keytab holds keys of.
 */
record ServiceName(PrincipalName name, Optional<RealmName> realm) {

    /** @throws InvalidNameException if the text is no principal */
    static ServiceName parse(String text) {
        Principal one = Principal.parse(text, RealmName.of("one"));
        Principal other = Principal.parse(text, RealmName.of("other"));
        // Only a text that names a realm reads the same under two default realms.
        return new ServiceName(one.name(), one.equals(other) ? Optional.of(one.realm()) : Optional.empty());
    }

    boolean matches(Principal principal) {
        return name.equals(principal.name()) && (realm.isEmpty() || realm.get().equals(principal.realm()));
    }

    @Override
    public String toString() {
        return realm.map(r -> new Principal(name, r).toString()).orElse(name.toString());
    }
}
