package org.hanse.bench.request;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.Octets;

/** What requests of both kinds hold under a key. */
final class Sealed {
    /** In the order of MIT's and the JDK's clients. */
    static final List<EncType> OFFERED = List.of(
            EncType.AES256_CTS_HMAC_SHA1_96,
            EncType.AES128_CTS_HMAC_SHA1_96,
            EncType.AES256_CTS_HMAC_SHA384_192,
            EncType.AES128_CTS_HMAC_SHA256_128);

    private Sealed() {}

    /** Without a kvno, as session keys have none and clients do not tell that of their own. */
    static EncryptedData of(ProtocolKey key, KeyUsage usage, byte[] plain, SecureRandom random) {
        return new EncryptedData(key.etype(), Optional.empty(), Octets.wrap(key.seal(usage, plain, random)));
    }
}
