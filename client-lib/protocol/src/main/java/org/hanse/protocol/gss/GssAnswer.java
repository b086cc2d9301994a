package org.hanse.protocol.gss;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalLong;
import org.hanse.protocol.ap.ApFault;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.gss.GssFlags.GssFlag;
import org.hanse.protocol.wire.ApReply;
import org.hanse.protocol.wire.Authenticator;
import org.hanse.protocol.wire.EncApReplyPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;

/**
 * The acceptor's side of one krb5 context, once its caller has judged the AP-REQ and admits it: RFC 4121 §4.1.
 *
 * @param token the AP-REP token in its frame, if mutual authentication was asked for
 * @param context the established context
 */
public record GssAnswer(Optional<Octets> token, GssContext context) {
    /** See {@link GssInitiator}: within what signed readers of UInt32 can hold. */
    private static final int SEQUENCE_BITS = 30;

    /**
     * @param sessionKey the opened ticket's
     * @param authenticator opened with that key, and judged
     * @throws ApFault SESSION_KEY_UNSUPPORTED if the initiator's subkey is of an enctype that we do not use
     */
    public static GssAnswer to(ProtocolKey sessionKey, Authenticator authenticator, GssFlags flags, SecureRandom random)
            throws ApFault {
        Optional<ProtocolKey> initiatorSubkey = initiatorSubkey(authenticator);
        long initiatorSequence = authenticator.sequenceNumber().orElse(0);
        if (!flags.has(GssFlag.MUTUAL)) {
            // Nothing tells the initiator a number or a key of ours: both directions use its own.
            Establishment agreed = new Establishment(
                    flags, sessionKey, initiatorSubkey, Optional.empty(), initiatorSequence, initiatorSequence);
            return new GssAnswer(Optional.empty(), new GssContext(GssContext.Role.ACCEPTOR, agreed, random));
        }
        ProtocolKey model = initiatorSubkey.orElse(sessionKey);
        ProtocolKey ownSubkey = ProtocolKey.random(model.etype(), random);
        long ownSequence = random.nextInt(1 << SEQUENCE_BITS);
        Establishment agreed = new Establishment(
                flags, sessionKey, initiatorSubkey, Optional.of(ownSubkey), initiatorSequence, ownSequence);
        EncApReplyPart part = new EncApReplyPart(
                authenticator.time(), Optional.of(ownSubkey.toEncryptionKey()), OptionalLong.of(ownSequence));
        // RFC 4120 §5.5.2: under the ticket's session key, not under a subkey.
        byte[] sealed = sessionKey.seal(KeyUsage.AP_REP, KerberosCodec.encode(part), random);
        ApReply reply = new ApReply(new EncryptedData(sessionKey.etype(), Optional.empty(), Octets.wrap(sealed)));
        Krb5Token token = new Krb5Token(Krb5Token.AP_REP, Octets.wrap(KerberosCodec.encode(reply)));
        return new GssAnswer(
                Optional.of(Octets.wrap(token.encode())), new GssContext(GssContext.Role.ACCEPTOR, agreed, random));
    }

    private static Optional<ProtocolKey> initiatorSubkey(Authenticator authenticator) throws ApFault {
        try {
            return authenticator.subkey().map(ProtocolKey::of);
        } catch (IllegalArgumentException unsupported) {
            throw new ApFault(ApFault.Kind.SESSION_KEY_UNSUPPORTED);
        }
    }
}
