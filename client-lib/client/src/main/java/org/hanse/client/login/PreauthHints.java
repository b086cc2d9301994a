package org.hanse.client.login;

import java.util.List;
import java.util.Optional;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.client.kdc.KdcFailure.Kind;
import org.hanse.protocol.crypto.StringToKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EtypeInfo2Entry;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;

/**
 * What a KDC says about the client's keys, RFC 4120 §5.2.7.5. In an error nobody has signed it: it may choose among what we
 * offered and nothing else.
 *
 * @param entries of ETYPE-INFO2; empty when the KDC sent none
 * @param methods the pre-authentication types that it takes
 * @param cookie to be sent back, RFC 6113 §5.2
 */
record PreauthHints(List<EtypeInfo2Entry> entries, List<Integer> methods, Optional<PaData> cookie) {
    static final PreauthHints NONE = new PreauthHints(List.of(), List.of(), Optional.empty());

    /**
     * RFC 3962 §4's default. Fewer rounds than this in a message that nobody signed would be an attacker's, who wants a proof of the
     * password that is cheap to guess from.
     */
    private static final int FEWEST_ROUNDS = 4096;

    static PreauthHints of(List<PaData> padata) throws KdcFailure {
        List<EtypeInfo2Entry> entries = List.of();
        Optional<PaData> cookie = Optional.empty();
        for (PaData one : padata) {
            if (one.type() == PaType.ETYPE_INFO2 && entries.isEmpty()) {
                entries = decoded(one);
            } else if (one.type() == PaType.FX_COOKIE && cookie.isEmpty()) {
                cookie = Optional.of(one);
            }
        }
        return new PreauthHints(entries, padata.stream().map(PaData::type).toList(), cookie);
    }

    private static List<EtypeInfo2Entry> decoded(PaData info) throws KdcFailure {
        try {
            return KerberosCodec.decodeEtypeInfo2(info.value().toByteArray());
        } catch (DecodeFault fault) {
            throw new KdcFailure(
                    Kind.REPLY_NOT_TRUSTED,
                    "the KDC's list of encryption types cannot be read (" + fault.getMessage()
                            + "); check what listens on its port");
        }
    }

    /** What is said about one type, or the default where nothing is said at all. */
    Optional<EtypeInfo2Entry> about(EncType etype) {
        if (entries.isEmpty()) {
            return Optional.of(new EtypeInfo2Entry(etype, Optional.empty(), Optional.empty()));
        }
        return entries.stream().filter(entry -> entry.etype().equals(etype)).findFirst();
    }

    static String saltOf(EtypeInfo2Entry entry, Principal client) {
        return entry.salt().orElseGet(() -> StringToKey.defaultSalt(client));
    }

    /** The string-to-key parameters, if they are not made to weaken the password. */
    static Optional<Octets> parametersOf(EtypeInfo2Entry entry) throws KdcFailure {
        Optional<Octets> parameters = entry.parameters();
        if (parameters.isPresent() && parameters.get().length() == 4) {
            long rounds = Integer.toUnsignedLong(
                    java.nio.ByteBuffer.wrap(parameters.get().toByteArray()).getInt());
            // Zero stands for 2^32, RFC 3962 §4; the cap of string-to-key refuses it.
            if (rounds != 0 && rounds < FEWEST_ROUNDS) {
                throw new KdcFailure(
                        Kind.REPLY_NOT_TRUSTED,
                        "the KDC asks for only " + rounds
                                + " rounds of password hashing; somebody may be tampering with"
                                + " the network, or the realm must raise its string-to-key parameters");
            }
        }
        return parameters;
    }
}
