package org.hanse.kdc.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** From the hosts of realm.yaml to addresses, and from addresses to text. */
final class Addresses {
    /** Every address of this machine. */
    static final String EVERY = "*";

    private Addresses() {}

    /** The addresses of all hosts, in their order; {@link #EVERY} gives the wildcard address. */
    static List<InetAddress> of(List<String> hosts) throws ListenFault {
        Set<InetAddress> addresses = new LinkedHashSet<>();
        for (String host : hosts) {
            try {
                if (host.equals(EVERY)) {
                    addresses.add(new InetSocketAddress(0).getAddress());
                } else {
                    Collections.addAll(addresses, InetAddress.getAllByName(host));
                }
            } catch (UnknownHostException e) {
                throw ListenFault.unknownHost(host);
            }
        }
        return List.copyOf(addresses);
    }

    /** What every interface that is up has now. */
    static List<InetAddress> ofThisMachine() throws SocketException {
        List<InetAddress> addresses = new ArrayList<>();
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (network.isUp()) {
                addresses.addAll(Collections.list(network.getInetAddresses()));
            }
        }
        return addresses;
    }

    /** Without a zone name's interface index or brackets: {@code 127.0.0.1}, {@code ::1}-like; {@code *} for the wildcard. */
    static String host(InetAddress address) {
        return address.isAnyLocalAddress() ? EVERY : address.getHostAddress();
    }

    /** HOST:PORT under which a program on this machine reaches {@code address}. */
    static String reachable(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        if (host.isAnyLocalAddress()) {
            return "127.0.0.1:" + address.getPort();
        }
        String text = host.getHostAddress();
        return (host instanceof Inet6Address ? "[" + text + "]" : text) + ":" + address.getPort();
    }
}
