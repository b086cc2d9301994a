package org.hanse.realmtrust.document;

import java.util.List;

/**
 * Where a realm is found, in the order that it prefers. They are what the realm says; who connects judges whether it will.
 *
 * @param urls roots of its HTTPS ports, {@code https://HOST[:PORT]}
 * @param tlsKeys fingerprints of the keys there, for certificates that no public authority signed; may be empty
 * @param kdcs {@code HOST:PORT} of its KDCs for UDP and TCP; empty if it has only HTTPS
 */
public record Endpoints(List<String> urls, List<Fingerprint> tlsKeys, List<String> kdcs) {
    public Endpoints {
        urls = List.copyOf(urls);
        tlsKeys = List.copyOf(tlsKeys);
        kdcs = List.copyOf(kdcs);
    }
}
