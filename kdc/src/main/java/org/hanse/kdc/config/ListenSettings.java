package org.hanse.kdc.config;

import java.util.List;

/**
 * Where the server listens.
 *
 * @param hosts addresses or host names; {@code *} means every address of this machine
 * @param kdcPort UDP and TCP; 0 lets the system choose at every start
 * @param kpasswdPort UDP and TCP
 * @param httpsPort TCP
 * @param udpThreads threads per address; 0 means one per core
 * @param tcp what the KDC's TCP connections may take
 * @param https what the connections of the HTTPS port may take
 * @param monitors who may read the figures of the server there
 */
public record ListenSettings(
        List<String> hosts,
        int kdcPort,
        int kpasswdPort,
        int httpsPort,
        int udpThreads,
        TcpLimits tcp,
        TcpLimits https,
        List<AddressRange> monitors) {
    /** This machine alone. */
    public static final List<AddressRange> LOOPBACK = List.of(AddressRange.of("127.0.0.0/8"), AddressRange.of("::1"));

    /** Every address, and the ports of RFC 4120 §7.2.3, RFC 3244 and HTTPS. */
    public static final ListenSettings DEFAULT =
            new ListenSettings(List.of("*"), 88, 464, 443, 0, TcpLimits.DEFAULT, TcpLimits.DEFAULT_HTTPS);

    public ListenSettings {
        hosts = List.copyOf(hosts);
        monitors = List.copyOf(monitors);
    }

    /** With figures for this machine alone. */
    public ListenSettings(
            List<String> hosts,
            int kdcPort,
            int kpasswdPort,
            int httpsPort,
            int udpThreads,
            TcpLimits tcp,
            TcpLimits https) {
        this(hosts, kdcPort, kpasswdPort, httpsPort, udpThreads, tcp, https, LOOPBACK);
    }
}
