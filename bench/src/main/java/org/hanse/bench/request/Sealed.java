package org.hanse.bench.request;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.Octets;

/** What requests of both kinds hold under a key. */
final class Sealed {
    /** In the order of MIT's and the JDK's clients. */
    private static final List<EncType> USUAL = List.of(
            EncType.AES256_CTS_HMAC_SHA1_96,
            EncType.AES128_CTS_HMAC_SHA1_96,
            EncType.AES256_CTS_HMAC_SHA384_192,
            EncType.AES128_CTS_HMAC_SHA256_128);

    private Sealed() {}

    /** What clients offer, the enctype of the run first: krb5kdc takes the client's first for session keys, whatever the service has. */
    static List<EncType> offered(EncType first) {
        return Stream.concat(Stream.of(first), USUAL.stream()).distinct().toList();
    }

    /** Without a kvno, as session keys have none and clients do not tell that of their own. */
    static EncryptedData of(ProtocolKey key, KeyUsage usage, byte[] plain, SecureRandom random) {
        return new EncryptedData(key.etype(), Optional.empty(), Octets.wrap(key.seal(usage, plain, random)));
    }
}
