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

/**
 * Finds a realm's KDCs: in krb5.conf, at the realm's HTTPS side, and where that is allowed in the DNS. A realm of which nothing is known
 * is asked by way of the home's proxy, which may have an agreement with it.
 */
final class KdcLocator {
    /**
     * An address to send to.
     *
     * @param named the KDC or proxy that has the address
     * @param voucher the realm whose anchors are for the proxy's certificate
     */
    record Endpoint(KdcAddress named, InetSocketAddress address, RealmName voucher) {
        Transport transport() {
            return named.transport();
        }
    }

    private final Krb5Conf conf;

    KdcLocator(Krb5Conf conf) {
        this.conf = conf;
    }

    /** Every address of every KDC, in order. */
    List<Endpoint> kdcsOf(RealmName realm) throws KdcFailure {
        RealmName voucher = realm;
        List<KdcAddress> named = known(realm);
        if (named.isEmpty() && conf.dnsLookupKdc()) {
            named = KdcServiceRecords.lookUp(realm);
        }
        if (named.isEmpty() && conf.defaultRealm().isPresent()) {
            voucher = conf.defaultRealm().get();
            named = known(voucher).stream()
                    .filter(one -> one.transport() == Transport.HTTPS)
                    .toList();
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
                endpoints.add(new Endpoint(one, new InetSocketAddress(address, one.port()), voucher));
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

    private List<KdcAddress> known(RealmName realm) {
        List<KdcAddress> named = conf.kdcs(realm);
        return named.isEmpty()
                ? conf.hanseUrl(realm).map(KdcAddress::proxyOf).stream().toList()
                : named;
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
