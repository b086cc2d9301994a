package org.hanse.admin.command;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.hanse.admin.output.CommandFailure;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.Octets;

/** This machine's addresses as tickets name them, RFC 4120 §7.5.3. */
final class LocalAddresses {
    private LocalAddresses() {}

    /** All but those that mean nothing to others: loopback and link-local ones. */
    static List<HostAddress> all() throws CommandFailure {
        try {
            List<HostAddress> addresses = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .map(address -> new HostAddress(
                            address instanceof Inet4Address ? HostAddress.IPV4 : HostAddress.IPV6,
                            Octets.copyOf(address.getAddress())))
                    .toList();
            if (addresses.isEmpty()) {
                throw new CommandFailure("this machine has no address to tie a ticket to", "leave out -a");
            }
            return addresses;
        } catch (SocketException e) {
            throw new CommandFailure("this machine's addresses cannot be read", "leave out -a");
        }
    }
}
