package org.hanse.client.tickets;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hanse.client.kdc.KdcAnswer;
import org.hanse.client.kdc.KdcErrors;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.client.kdc.KdcFailure.Kind;
import org.hanse.client.kdc.KdcSender;
import org.hanse.client.kdc.ReplyRules;
import org.hanse.protocol.crypto.IntegrityFault;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.ApOptions;
import org.hanse.protocol.wire.ApRequest;
import org.hanse.protocol.wire.Authenticator;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncKdcReplyPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;

/** One TGS-REQ and its TGS-REP, RFC 4120 §3.3.2 and §3.3.4. */
final class TgsExchange {
    private final KdcSender kdcs;
    private final Clock clock;
    private final SecureRandom random;

    /** How far the KDCs' clocks are ahead of ours. */
    private final Duration offset;

    /** How far apart the clocks may be even so. */
    private final Duration skew;

    TgsExchange(KdcSender kdcs, Clock clock, SecureRandom random, Duration offset, Duration skew) {
        this.kdcs = kdcs;
        this.clock = clock;
        this.random = random;
        this.offset = offset;
        this.skew = skew;
    }

    /** The realm whose ticket-granting service {@code tgt} is for. */
    static RealmName realmOf(Credential tgt) {
        return new RealmName(tgt.server().name().components().get(1));
    }

    /** @return a ticket for the service that was asked for, or a TGT of another realm where that leads there */
    Credential ask(TgsRequest request) throws KdcFailure {
        Credential tgt = request.tgt();
        ProtocolKey session = sessionKey(tgt);
        ProtocolKey subkey = ProtocolKey.random(session.etype(), random);
        KdcRequestBody body = new KdcRequestBody(
                request.options(),
                Optional.empty(),
                request.serviceRealm(),
                Optional.of(request.service()),
                Optional.empty(),
                request.till(),
                request.renewTill(),
                new Nonce(random.nextInt() & 0x7FFF_FFFFL),
                request.etypes(),
                request.addresses(),
                Optional.empty(),
                List.of());
        Octets bodyOctets = KerberosCodec.encodeBody(body);
        PaData ticket = proof(tgt, session, subkey, bodyOctets);
        byte[] message = KerberosCodec.encode(new KdcRequest(MessageType.TGS_REQ, List.of(ticket), body, bodyOctets));
        KdcAnswer answer = KdcAnswer.decode(kdcs.send(realmOf(tgt), message));
        if (answer instanceof KdcAnswer.Refusal error) {
            throw KdcErrors.explained(
                    error.message(), tgt.client(), new Principal(request.service(), request.serviceRealm()));
        }
        return judged(((KdcAnswer.Reply) answer).message(), request, body, subkey);
    }

    private static ProtocolKey sessionKey(Credential tgt) throws KdcFailure {
        try {
            return ProtocolKey.of(tgt.key());
        } catch (IllegalArgumentException malformed) {
            throw new KdcFailure(
                    Kind.REFUSED,
                    "the session key of the ticket for " + tgt.server()
                            + " cannot be used; get a new ticket with kinit");
        }
    }

    /** PA-TGS-REQ: the TGT, and under its session key a fresh key and the checksum of the body, RFC 4120 §3.3.2. */
    private PaData proof(Credential tgt, ProtocolKey session, ProtocolKey subkey, Octets body) throws KdcFailure {
        Authenticator authenticator = new Authenticator(
                tgt.client().realm(),
                tgt.client().name(),
                Optional.of(session.checksum(KeyUsage.TGS_REQ_AUTHENTICATOR_CHECKSUM, body.toByteArray())),
                KerberosTime.of(now()),
                Optional.of(subkey.toEncryptionKey()),
                OptionalLong.empty(),
                AuthorizationData.NONE);
        byte[] sealed = session.seal(KeyUsage.TGS_REQ_AUTHENTICATOR, KerberosCodec.encode(authenticator), random);
        try {
            ApRequest request = new ApRequest(
                    ApOptions.NONE,
                    KerberosCodec.decodeTicket(tgt.ticket().toByteArray()),
                    new EncryptedData(session.etype(), Optional.empty(), Octets.wrap(sealed)));
            return new PaData(PaType.TGS_REQ, Octets.wrap(KerberosCodec.encode(request)));
        } catch (DecodeFault fault) {
            throw new KdcFailure(
                    Kind.REFUSED, "the ticket in the credential cache is damaged; get a new one with kinit");
        }
    }

    private Instant now() {
        return clock.instant().plus(offset);
    }

    private Credential judged(KdcReply reply, TgsRequest request, KdcRequestBody body, ProtocolKey subkey)
            throws KdcFailure {
        ReplyRules.requireType(MessageType.TGS_REP, reply);
        EncKdcReplyPart part = opened(reply, subkey);
        Credential tgt = request.tgt();
        Principal client = new Principal(reply.clientName(), reply.clientRealm());
        ReplyRules.require(client.equals(tgt.client()), "it names another client");
        ReplyRules.mustHold(body, tgt.flags(), now().plus(skew), reply, part);
        ReplyRules.require(part.authTime().equals(tgt.authTime()), "it changes when the client logged in");
        boolean same =
                request.options().has(KdcOption.RENEW) || request.options().has(KdcOption.VALIDATE);
        if (!request.options().has(KdcOption.RENEW)) {
            ReplyRules.require(!part.endTime().isAfter(tgt.endTime()), "its ticket outlives the one it was got with");
        }
        // Renewed or validated it is the same ticket, and keeps what it was.
        ReplyRules.require(
                !part.flags().has(TicketFlag.INITIAL) || (same && tgt.flags().has(TicketFlag.INITIAL)),
                "it says that its ticket comes from a login");
        Principal server = new Principal(part.service(), part.serviceRealm());
        Principal asked = new Principal(request.service(), request.serviceRealm());
        // RFC 4120 §3.3.1 and RFC 6806 §8: instead of what was asked, a realm may give a TGT for one that is nearer to
        // it.
        boolean nearer = part.service().isKrbtgt()
                && part.serviceRealm().equals(realmOf(tgt))
                && (asked.name().isKrbtgt() || body.options().has(KdcOption.CANONICALIZE));
        ReplyRules.require(server.equals(asked) || nearer, "its ticket is for another service than asked");
        return ReplyRules.toCredential(client, reply, part);
    }

    private static EncKdcReplyPart opened(KdcReply reply, ProtocolKey subkey) throws KdcFailure {
        try {
            return KerberosCodec.decodeEncKdcReplyPart(subkey.open(KeyUsage.TGS_REP_SUBKEY, reply.sealed()));
        } catch (IntegrityFault fault) {
            throw ReplyRules.broken("it is not sealed in the key that this request gave");
        } catch (DecodeFault fault) {
            throw ReplyRules.broken("its sealed part cannot be read (" + fault.getMessage() + ")");
        }
    }

    /** The types to ask for, of those in {@code wanted} that this machine can use. */
    static List<EncType> usable(List<EncType> wanted) {
        return wanted.stream().filter(EncType::isSupported).toList();
    }
}
