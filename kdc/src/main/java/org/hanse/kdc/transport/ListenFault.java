package org.hanse.kdc.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A socket that cannot be opened. The message is for people: what, and what to do about it. */
public final class ListenFault extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int FIRST_PORT_FOR_EVERYBODY = 1024;

    /** What cannot be opened, and where realm.yaml says which. */
    enum Port {
        UDP("UDP", "listen.kdcPort"),
        TCP("TCP", "listen.kdcPort"),
        HTTPS("HTTPS", "listen.httpsPort");

        private final String protocol;
        private final String setting;

        Port(String protocol, String setting) {
            this.protocol = protocol;
            this.setting = setting;
        }
    }

    private final boolean portInUse;

    private ListenFault(String message, boolean portInUse) {
        super(message, null, false, false);
        this.portInUse = portInUse;
    }

    /** @param message what is the matter with a file that the port needs, and what to do about it */
    static ListenFault unusable(String message) {
        return new ListenFault(message, false);
    }

    static ListenFault unknownHost(String host) {
        return new ListenFault(
                "no host " + host + " is known to this machine; mend listen.hosts in realm.yaml or the name service",
                false);
    }

    /** Tells apart the ways of failing to bind; by trial, since the texts of the system depend on its language. */
    static ListenFault of(Port port, InetSocketAddress address, IOException cause) {
        String where = port.protocol + " port " + address.getPort() + " on " + Addresses.host(address.getAddress());
        if (!isHere(address.getAddress())) {
            return new ListenFault(
                    "address " + Addresses.host(address.getAddress())
                            + " is none of this machine's; mend listen.hosts in realm.yaml",
                    false);
        }
        boolean privileged = address.getPort() < FIRST_PORT_FOR_EVERYBODY;
        if (privileged && !String.valueOf(cause.getMessage()).contains("in use")) {
            return new ListenFault(
                    where + " is reserved to privileged processes; start as root or with CAP_NET_BIND_SERVICE,"
                            + " or choose a port from 1024 with " + port.setting + " in realm.yaml",
                    false);
        }
        return new ListenFault(
                where + " is in use; stop the other server or choose another with " + port.setting + " in realm.yaml",
                true);
    }

    boolean isPortInUse() {
        return portInUse;
    }

    private static boolean isHere(InetAddress address) {
        try (ServerSocket probe = new ServerSocket(0, 1, address)) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
