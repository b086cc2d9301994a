package org.hanse.protocol.gss;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.hanse.protocol.crypto.IntegrityFault;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.gss.GssFlags.GssFlag;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.ApOptions;
import org.hanse.protocol.wire.ApReply;
import org.hanse.protocol.wire.ApRequest;
import org.hanse.protocol.wire.Authenticator;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncApReplyPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.Ticket;
import org.hanse.protocol.wire.WireCode;

/**
 * The initiator's side of one krb5 context, RFC 4121 §4.1: the first token, and what the acceptor answers to it. For one
 * context; not thread-safe.
 */
public final class GssInitiator {
    /** RFC 4120 §5.5.1 allows UInt32; old peers read it as signed, so half of that range and room to count up. */
    private static final int SEQUENCE_BITS = 30;

    /** A service ticket and what belongs to it. */
    public record Credential(Principal client, Ticket ticket, ProtocolKey sessionKey) {}

    private final Credential credential;
    private final GssFlags flags;
    private final SecureRandom random;
    private final KerberosTime time;
    private final ProtocolKey subkey;
    private final long sequence;
    private final byte[] token;
    private boolean answered;

    /**
     * @param flags DELEGATE is not served and is cleared
     * @param bindings the channel, if the acceptor is to insist on it
     * @param clock read once
     */
    public GssInitiator(
            Credential credential,
            GssFlags flags,
            Optional<ChannelBindings> bindings,
            Clock clock,
            SecureRandom random) {
        this.credential = credential;
        this.flags = flags.without(GssFlag.DELEGATE);
        this.random = random;
        this.time = KerberosTime.of(clock.instant());
        this.subkey = ProtocolKey.random(credential.sessionKey().etype(), random);
        this.sequence = random.nextInt(1 << SEQUENCE_BITS);
        this.token = makeToken(bindings.map(ChannelBindings::hash).orElse(ChannelBindings.NO_BINDINGS));
    }

    /** The token to send first, in its frame. */
    public byte[] firstToken() {
        return token.clone();
    }

    /** Whether the context exists only after the acceptor's answer. */
    public boolean awaitsReply() {
        return flags.has(GssFlag.MUTUAL);
    }

    /**
     * The context, when the acceptor need not answer.
     *
     * @throws IllegalStateException if mutual authentication was asked for
     */
    public GssContext context() {
        if (awaitsReply()) {
            throw new IllegalStateException("the acceptor has not proven itself yet");
        }
        // Without an AP-REP both directions count from the initiator's number, as Windows, MIT and the JDK do.
        return context(Optional.empty(), sequence);
    }

    /**
     * Takes the acceptor's AP-REP, once: a second context from the same keys would count its messages from the same number again.
     *
     * @throws TokenFault NOT_PROVEN, with the code KRB_AP_ERR_MUT_FAIL, if it is not the answer to our token; REFUSED_BY_PEER if it is a
     *     KRB-ERROR; UNEXPECTED after the first answer, whatever that was
     */
    public GssContext complete(byte[] reply) throws TokenFault {
        if (answered) {
            throw new TokenFault(TokenFault.Kind.UNEXPECTED, "a second answer to one AP-REQ");
        }
        answered = true;
        if (reply.length == 0) {
            throw TokenFault.notMutual("the service sends no AP-REP");
        }
        Krb5Token answer = Krb5Token.decode(reply);
        if (answer.id() == Krb5Token.KRB_ERROR) {
            throw refusedByPeer(answer);
        }
        if (answer.id() != Krb5Token.AP_REP) {
            throw TokenFault.notMutual("not an AP-REP where one belongs");
        }
        try {
            ApReply apReply = KerberosCodec.decodeApReply(answer.message().toByteArray());
            byte[] opened = credential.sessionKey().open(KeyUsage.AP_REP, apReply.sealed());
            EncApReplyPart part = KerberosCodec.decodeEncApReplyPart(opened);
            // RFC 4120 §3.2.5: the time of our authenticator must come back.
            if (!part.time().equals(time)) {
                throw TokenFault.notMutual("the AP-REP answers another AP-REQ");
            }
            Optional<ProtocolKey> acceptorSubkey = part.subkey().map(ProtocolKey::of);
            return context(acceptorSubkey, part.sequenceNumber().orElse(0));
        } catch (DecodeFault | IllegalArgumentException e) {
            throw TokenFault.malformed("an unreadable AP-REP: " + e.getMessage());
        } catch (IntegrityFault e) {
            throw TokenFault.notMutual("the AP-REP does not open with the session key");
        }
    }

    private GssContext context(Optional<ProtocolKey> acceptorSubkey, long acceptorSequence) {
        Establishment agreed = new Establishment(
                flags, credential.sessionKey(), Optional.of(subkey), acceptorSubkey, sequence, acceptorSequence);
        return new GssContext(GssContext.Role.INITIATOR, agreed, random);
    }

    private byte[] makeToken(Octets bindings) {
        Authenticator authenticator = new Authenticator(
                credential.client().realm(),
                credential.client().name(),
                Optional.of(new GssChecksum(bindings, flags, Optional.empty()).encode()),
                time,
                Optional.of(subkey.toEncryptionKey()),
                OptionalLong.of(sequence),
                AuthorizationData.NONE);
        byte[] sealed = credential
                .sessionKey()
                .seal(KeyUsage.AP_REQ_AUTHENTICATOR, KerberosCodec.encode(authenticator), random);
        ApRequest request = new ApRequest(
                ApOptions.NONE.with(ApOptions.ApOption.MUTUAL_REQUIRED, flags.has(GssFlag.MUTUAL)),
                credential.ticket(),
                new EncryptedData(credential.sessionKey().etype(), Optional.empty(), Octets.wrap(sealed)));
        return new Krb5Token(Krb5Token.AP_REQ, Octets.wrap(KerberosCodec.encode(request))).encode();
    }

    /** A KRB-ERROR is not authenticated: it explains, and proves nothing. */
    private static TokenFault refusedByPeer(Krb5Token answer) throws TokenFault {
        try {
            KrbError error = KerberosCodec.decodeKrbError(answer.message().toByteArray());
            String meaning = WireCode.of(error.code())
                    .map(code -> code + " (" + code.explanation() + ")")
                    .orElse("error " + error.code());
            return new TokenFault(TokenFault.Kind.REFUSED_BY_PEER, "the service answers " + meaning);
        } catch (DecodeFault e) {
            throw TokenFault.malformed("an unreadable KRB-ERROR: " + e.getMessage());
        }
    }
}
