package org.hanse.kdc.realm;

import java.nio.file.Path;
import java.util.List;
import org.hanse.kdc.config.RealmSettings;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.Trust;

/**
 * What a krb5.conf says of one realm home: where its KDC is, and whom it trusts.
 *
 * @param anchors where clients have the certificates that vouch for its HTTPS port
 */
public record Krb5Realm(RealmSettings settings, List<Trust> trusts, Path anchors) {
    private static final int HTTPS_PORT = 443;

    public Krb5Realm {
        trusts = List.copyOf(trusts);
    }

    RealmName realm() {
        return settings.realm();
    }

    /** HOST:PORT of each listener; a KDC on every address is found under the public name. */
    List<String> kdcs() {
        int port = settings.listen().kdcPort();
        return hosts().stream().map(host -> host + ":" + port).toList();
    }

    /** The HTTPS side at each listener, without a path. */
    List<String> urls() {
        int port = settings.listen().httpsPort();
        return hosts().stream()
                .map(host -> "https://" + host + (port == HTTPS_PORT ? "" : ":" + port))
                .toList();
    }

    private List<String> hosts() {
        return settings.listen().hosts().stream()
                .map(host ->
                        host.equals("*") || host.equals("0.0.0.0") || host.equals("::") ? settings.publicName() : host)
                .distinct()
                .map(host -> host.indexOf(':') >= 0 ? "[" + host + "]" : host)
                .toList();
    }
}
