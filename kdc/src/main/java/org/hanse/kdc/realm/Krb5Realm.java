package org.hanse.kdc.realm;

import java.util.List;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.Trust;

/** What a krb5.conf says of one realm home: where its KDC is, and whom it trusts. */
public record Krb5Realm(RealmSettings settings, List<Trust> trusts) {
    public Krb5Realm {
        trusts = List.copyOf(trusts);
    }

    RealmName realm() {
        return settings.realm();
    }

    /** HOST:PORT of each listener; a KDC on every address is found under the public name. */
    List<String> kdcs() {
        return settings.listen().hosts().stream()
                .map(host ->
                        host.equals("*") || host.equals("0.0.0.0") || host.equals("::") ? settings.publicName() : host)
                .distinct()
                .map(host -> (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":"
                        + settings.listen().kdcPort())
                .toList();
    }
}
