package org.hanse.client.login;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.client.kdc.KdcFailure.Kind;
import org.hanse.client.kdc.ReplyRules;
import org.hanse.protocol.crypto.IntegrityFault;
import org.hanse.protocol.crypto.KeyCombination;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.wire.ApOptions;
import org.hanse.protocol.wire.ApRequest;
import org.hanse.protocol.wire.Authenticator;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.FastArmor;
import org.hanse.protocol.wire.FastArmoredRequest;
import org.hanse.protocol.wire.FastFinished;
import org.hanse.protocol.wire.FastOptions;
import org.hanse.protocol.wire.FastRequest;
import org.hanse.protocol.wire.FastResponse;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.WireCode;

/**
 * FAST with a ticket as armor, RFC 6113 §5.4.1.1, and the encrypted challenge of §5.4.6 as proof. What does not come back inside it is
 * refused (§5.4.3 and §5.4.4 leave that to the client): whoever asked for armor wants to be safe from those who could take it away.
 */
final class FastEnvelope implements Envelope {
    private final Credential ticket;
    private final ProtocolKey session;
    private final ProtocolKey subkey;
    private final ProtocolKey armorKey;
    private final SecureRandom random;

    private FastEnvelope(Credential ticket, ProtocolKey session, SecureRandom random) {
        this.ticket = ticket;
        this.session = session;
        this.subkey = ProtocolKey.random(session.etype(), random);
        this.armorKey = KeyCombination.ARMOR.of(subkey, session);
        this.random = random;
    }

    /** @param ticket for the ticket-granting service of the realm that is asked, of whomsoever */
    static FastEnvelope of(Credential ticket, SecureRandom random) throws KdcFailure {
        try {
            return new FastEnvelope(ticket, ProtocolKey.of(ticket.key()), random);
        } catch (IllegalArgumentException malformed) {
            throw unusableArmor(ticket);
        }
    }

    /** The outer body is the inner one: a KDC without FAST sees what it would have seen, and its answer is refused. */
    @Override
    public KdcRequest request(List<PaData> padata, KdcRequestBody body, Instant now) throws KdcFailure {
        Octets bodyOctets = KerberosCodec.encodeBody(body);
        byte[] inner = KerberosCodec.encode(new FastRequest(FastOptions.NONE, padata, body, bodyOctets));
        FastArmoredRequest armored = new FastArmoredRequest(
                Optional.of(armor(now)),
                armorKey.checksum(KeyUsage.FAST_REQ_CHECKSUM, bodyOctets.toByteArray()),
                sealed(armorKey, KeyUsage.FAST_ENC, inner));
        PaData fast = new PaData(PaType.FX_FAST, Octets.wrap(KerberosCodec.encode(armored)));
        return new KdcRequest(MessageType.AS_REQ, List.of(fast), body, bodyOctets);
    }

    private FastArmor armor(Instant now) throws KdcFailure {
        Authenticator authenticator = new Authenticator(
                ticket.client().realm(),
                ticket.client().name(),
                Optional.empty(),
                KerberosTime.of(now),
                Optional.of(subkey.toEncryptionKey()),
                OptionalLong.empty(),
                AuthorizationData.NONE);
        try {
            ApRequest request = new ApRequest(
                    ApOptions.NONE,
                    KerberosCodec.decodeTicket(ticket.ticket().toByteArray()),
                    sealed(session, KeyUsage.AP_REQ_AUTHENTICATOR, KerberosCodec.encode(authenticator)));
            return new FastArmor(FastArmor.AP_REQUEST, Octets.wrap(KerberosCodec.encode(request)));
        } catch (DecodeFault fault) {
            throw unusableArmor(ticket);
        }
    }

    @Override
    public Reply reply(KdcReply reply, Nonce nonce) throws KdcFailure {
        Octets armored = find(PaType.FX_FAST, reply.padata())
                .orElseThrow(() -> notTrusted("it comes without the armor in which the request went"));
        FastResponse response = opened(armored, nonce);
        FastFinished finished =
                response.finished().orElseThrow(() -> notTrusted("its armor does not say that the login is over"));
        ReplyRules.require(
                armorKey.verify(
                        KeyUsage.FAST_FINISHED, reply.ticket().encoded().toByteArray(), finished.ticketChecksum()),
                "its ticket is not the one that the armor speaks of");
        ReplyRules.require(
                finished.clientName().equals(reply.clientName())
                        && finished.clientRealm().equals(reply.clientRealm()),
                "its armor speaks of another client");
        return new Reply(response.padata(), response.strengthenKey());
    }

    @Override
    public Refusal refusal(KrbError outer, Nonce nonce) throws KdcFailure {
        Octets armored = find(PaType.FX_FAST, methodData(outer)).orElseThrow(() -> unarmored(outer));
        List<PaData> inside = new ArrayList<>(opened(armored, nonce).padata());
        Octets error = find(PaType.FX_ERROR, inside).orElseThrow(() -> notTrusted("its armor holds no error"));
        inside.removeIf(one -> one.type() == PaType.FX_ERROR);
        try {
            return new Refusal(KerberosCodec.decodeKrbError(error.toByteArray()), inside);
        } catch (DecodeFault fault) {
            throw notTrusted("the error in its armor cannot be read");
        }
    }

    /** None from a KDC that cannot armor its errors, whatever it puts there. */
    private static List<PaData> methodData(KrbError error) {
        try {
            return error.data().isPresent()
                    ? KerberosCodec.decodeMethodData(error.data().get().toByteArray())
                    : List.of();
        } catch (DecodeFault notMethodData) {
            return List.of();
        }
    }

    private FastResponse opened(Octets armored, Nonce nonce) throws KdcFailure {
        FastResponse response;
        try {
            EncryptedData sealed = KerberosCodec.decodeFastArmoredReply(armored.toByteArray());
            response = KerberosCodec.decodeFastResponse(armorKey.open(KeyUsage.FAST_REP, sealed));
        } catch (IntegrityFault fault) {
            throw notTrusted("its armor does not open under the key that this request gave");
        } catch (DecodeFault fault) {
            throw notTrusted("its armor cannot be read (" + fault.getMessage() + ")");
        }
        ReplyRules.require(response.nonce().equals(nonce), "its armor answers another request");
        return response;
    }

    @Override
    public int proofType() {
        return PaType.ENCRYPTED_CHALLENGE;
    }

    @Override
    public String proofName() {
        return "encrypted challenge";
    }

    @Override
    public PaData proof(ProtocolKey longTerm, KerberosTime now) {
        ProtocolKey key = KeyCombination.CLIENT_CHALLENGE.of(armorKey, longTerm);
        EncryptedData data = sealed(key, KeyUsage.ENCRYPTED_CHALLENGE_CLIENT, KerberosCodec.encodePaEncTsEnc(now));
        return new PaData(PaType.ENCRYPTED_CHALLENGE, Octets.wrap(KerberosCodec.encode(data)));
    }

    /** §5.4.3. */
    @Override
    public ProtocolKey replyKey(Reply reply, ProtocolKey longTerm) throws KdcFailure {
        if (reply.strengthenKey().isEmpty()) {
            return longTerm;
        }
        try {
            return KeyCombination.STRENGTHENED_REPLY.of(
                    ProtocolKey.of(reply.strengthenKey().get()), longTerm);
        } catch (IllegalArgumentException unsupported) {
            throw notTrusted("its armor strengthens the key by one that cannot be used");
        }
    }

    /** §5.4.6: the KDC must show that it knows the client's key too, and must strengthen the reply key. */
    @Override
    public void judgeAnswer(Reply reply, ProtocolKey longTerm) throws KdcFailure {
        ReplyRules.require(reply.strengthenKey().isPresent(), "its key was not strengthened");
        Octets challenge = find(PaType.ENCRYPTED_CHALLENGE, reply.padata())
                .orElseThrow(() -> notTrusted("it does not answer the challenge"));
        try {
            EncryptedData sealed = KerberosCodec.decodeEncryptedData(challenge.toByteArray());
            KerberosCodec.decodePaEncTsEnc(
                    KeyCombination.KDC_CHALLENGE.of(armorKey, longTerm).open(KeyUsage.ENCRYPTED_CHALLENGE_KDC, sealed));
        } catch (IntegrityFault | DecodeFault fault) {
            throw notTrusted("its answer to the challenge is not made with the client's key");
        }
    }

    private EncryptedData sealed(ProtocolKey key, KeyUsage usage, byte[] content) {
        return new EncryptedData(key.etype(), Optional.empty(), Octets.wrap(key.seal(usage, content, random)));
    }

    private static Optional<Octets> find(int type, List<PaData> padata) {
        return padata.stream()
                .filter(one -> one.type() == type)
                .map(PaData::value)
                .findFirst();
    }

    private static KdcFailure notTrusted(String fault) {
        return ReplyRules.broken(fault);
    }

    /** §5.4.4: may be shown to people; must not guide what is tried next. */
    private KdcFailure unarmored(KrbError error) {
        String meaning = WireCode.of(error.code())
                .map(code -> code + ", " + code.explanation())
                .orElse("error " + error.code());
        return new KdcFailure(
                Kind.REPLY_NOT_TRUSTED,
                error.code(),
                "the KDC refuses outside of FAST, where anybody may have written it (" + meaning
                        + "); get a new ticket of '" + ticket.client()
                        + "' for the armor, or ask the realm's administrator whether the KDC serves FAST");
    }

    private static KdcFailure unusableArmor(Credential ticket) {
        return new KdcFailure(
                Kind.REFUSED,
                "the ticket for " + ticket.server() + " cannot be used as armor; get a new one with kinit");
    }
}
