package org.hanse.kdc.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.hanse.protocol.wire.Octets;

/**
 * Addresses that begin alike, such as {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or a single one.
 *
 * @param text as somebody wrote it
 * @param network the first of them
 * @param bits how many bits all of them have in common with it
 */
public record AddressRange(String text, Octets network, int bits) {
    private static final Pattern LITERAL = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    /**
     * @throws IllegalArgumentException if {@code text} is no such range; names are not looked up
     */
    public static AddressRange of(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!LITERAL.matcher(address).matches() || address.matches("[0-9A-Fa-f]*")) {
            throw new IllegalArgumentException("not an address, nor a network such as 10.0.0.0/8");
        }
        byte[] octets;
        try {
            octets = InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException noLiteral) {
            throw new IllegalArgumentException("not an address, nor a network such as 10.0.0.0/8");
        }
        int most = octets.length * 8;
        String count = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
        if (!count.matches("\\d{1,3}") || Integer.parseInt(count) > most) {
            throw new IllegalArgumentException("behind the slash goes a number from 0 to " + most);
        }
        return new AddressRange(text, Octets.wrap(octets), Integer.parseInt(count));
    }

    public boolean contains(InetAddress address) {
        byte[] octets = address.getAddress();
        if (octets.length != network.length()) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((octets[bit / 8] ^ network.at(bit / 8)) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** As it was read. */
    @Override
    public String toString() {
        return text;
    }
}
