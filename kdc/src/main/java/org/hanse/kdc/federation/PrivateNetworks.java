package org.hanse.kdc.federation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.hanse.kdc.config.AddressRange;

/**
 * Addresses that are no peer's in the internet: this machine's own, those of our own network, and whatever else is not routed between
 * institutions. A peer's DNS or its document may name them, so that this server asks where the peer cannot (T-016). After the registries of RFC 6890.
 */
final class PrivateNetworks {
    private static final List<AddressRange> VERSION_4 = ranges(
            "0.0.0.0/8", // this network, RFC 1122 §3.2.1.3
            "10.0.0.0/8", // RFC 1918
            "100.64.0.0/10", // carriers' own, RFC 6598
            "127.0.0.0/8", // this machine
            "169.254.0.0/16", // link-local, RFC 3927; clouds have secrets there
            "172.16.0.0/12", // RFC 1918
            "192.0.0.0/24", // protocols' own, RFC 6890
            "192.0.2.0/24", // documentation, RFC 5737
            "192.88.99.0/24", // relays of 6to4, RFC 7526
            "192.168.0.0/16", // RFC 1918
            "198.18.0.0/15", // benchmarks, RFC 2544
            "198.51.100.0/24", // documentation, RFC 5737
            "203.0.113.0/24", // documentation, RFC 5737
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and broadcast

    /** All that is routed: without loopback, link-local, unique local (fc00::/7) and multicast. */
    private static final AddressRange GLOBAL_VERSION_6 = AddressRange.of("2000::/3");

    private static final List<AddressRange> VERSION_6 = ranges(
            "2001::/23", // protocols' own, with Teredo, which holds an address of version 4
            "2001:db8::/32", // documentation, RFC 3849
            "2002::/16", // 6to4, which holds an address of version 4
            "3fff::/20"); // documentation, RFC 9637

    /** Where a network has no version 4, its DNS gives addresses of version 4 in this form, RFC 6052 §2.1. */
    private static final AddressRange TRANSLATED = AddressRange.of("64:ff9b::/96");

    private PrivateNetworks() {}

    /** Java gives an address of version 4 that is mapped into version 6 as one of version 4. */
    static boolean contain(InetAddress address) {
        if (address.getAddress().length == 4) {
            return isIn(VERSION_4, address);
        }
        if (TRANSLATED.contains(address)) {
            return isIn(VERSION_4, inside(address));
        }
        return !GLOBAL_VERSION_6.contains(address) || isIn(VERSION_6, address);
    }

    private static boolean isIn(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static InetAddress inside(InetAddress translated) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(translated.getAddress(), 12, 16));
        } catch (UnknownHostException bug) {
            throw new IllegalStateException("four octets are an address", bug);
        }
    }

    private static List<AddressRange> ranges(String... texts) {
        return Arrays.stream(texts).map(AddressRange::of).toList();
    }
}
