package org.hanse.client.kdc;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.hanse.client.kdc.KdcFailure.Kind;
import org.hanse.protocol.file.KdcAddress;
import org.hanse.protocol.file.KdcAddress.Transport;
import org.hanse.protocol.file.Krb5Conf;
import org.hanse.protocol.name.RealmName;

/** Finds a realm's KDCs: in krb5.conf, and where that allows it in the DNS. */
final class KdcLocator {
    /** An address to send to. */
    record Endpoint(Transport transport, InetSocketAddress address) {}

    private final Krb5Conf conf;

    KdcLocator(Krb5Conf conf) {
        this.conf = conf;
    }

    /** Every address of every KDC, in order. */
    List<Endpoint> kdcsOf(RealmName realm) throws KdcFailure {
        List<KdcAddress> named = conf.kdcs(realm);
        if (named.isEmpty() && conf.dnsLookupKdc()) {
            named = KdcServiceRecords.lookUp(realm);
        }
        if (named.isEmpty()) {
            throw new KdcFailure(
                    Kind.NO_KDC,
                    "Cannot find KDC for realm '" + realm + "'; name it in krb5.conf: [realms] " + realm
                            + " = { kdc = HOST:PORT }");
        }
        List<Endpoint> endpoints = new ArrayList<>();
        for (KdcAddress one : named) {
            for (InetAddress address : addressesOf(one.host())) {
                endpoints.add(new Endpoint(one.transport(), new InetSocketAddress(address, one.port())));
            }
        }
        if (endpoints.isEmpty()) {
            throw new KdcFailure(
                    Kind.NO_KDC,
                    "Cannot resolve network address for KDC of realm '" + realm
                            + "'; check the host names in krb5.conf");
        }
        return endpoints;
    }

    /** None for a name that is unknown: the next KDC may have one that is. */
    private static List<InetAddress> addressesOf(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
