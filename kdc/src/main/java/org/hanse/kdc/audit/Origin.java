package org.hanse.kdc.audit;

import java.net.InetSocketAddress;

/** Where a request came from and how. */
public record Origin(InetSocketAddress address, Transport transport) {

    /** The way in. */
    public enum Transport {
        UDP,
        TCP,
        HTTPS
    }
}
