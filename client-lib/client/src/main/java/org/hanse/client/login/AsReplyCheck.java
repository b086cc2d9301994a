package org.hanse.client.login;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.client.kdc.ReplyRules;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.file.Krb5Conf;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncKdcReplyPart;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;

/** Receipt of an AS-REP, RFC 4120 §3.1.5, after its sealed part has opened under the client's key. */
final class AsReplyCheck {
    private final Krb5Conf conf;
    private final Principal client;
    private final KdcRequestBody request;

    AsReplyCheck(Krb5Conf conf, Principal client, KdcRequestBody request) {
        this.conf = conf;
        this.client = client;
        this.request = request;
    }

    /**
     * @param opened the sealed part's octets
     * @param sent the octets of the AS-REQ
     * @param now our clock when the request was made
     */
    LoginResult judge(KdcReply reply, byte[] opened, ProtocolKey key, byte[] sent, Instant now) throws KdcFailure {
        EncKdcReplyPart part = decoded(opened);
        // Both times are of the KDC's clock, which may be far from ours.
        Instant latestStart = part.authTime().plus(conf.clockSkew());
        ReplyRules.mustHold(request, TicketFlags.NONE, latestStart, reply, part);
        boolean proven = requestProven(part, key, sent);
        Principal named = new Principal(reply.clientName(), reply.clientRealm());
        // RFC 6806 §6: another name may come back only if we said so; §11: and only if nobody can have altered that we
        // said so.
        ReplyRules.require(
                named.equals(client) || (request.options().has(KdcOption.CANONICALIZE) && proven),
                "it names another client");
        ReplyRules.require(named.realm().equals(client.realm()), "it names a client of another realm");
        ReplyRules.require(
                part.service().equals(request.service().orElseThrow())
                        || (request.options().has(KdcOption.CANONICALIZE)
                                && part.service().isKrbtgt()
                                && request.service().orElseThrow().isKrbtgt()),
                "it names another service");
        ReplyRules.require(part.serviceRealm().equals(request.realm()), "it names a service of another realm");
        Duration ahead = Duration.between(now, part.authTime());
        ReplyRules.require(
                conf.kdcTimesync() || ahead.abs().compareTo(conf.clockSkew()) <= 0,
                "its time is too far from this machine's clock");
        return new LoginResult(named, ReplyRules.toCredential(named, reply, part), offset(ahead), part.keyExpiration());
    }

    private static EncKdcReplyPart decoded(byte[] opened) throws KdcFailure {
        try {
            return KerberosCodec.decodeEncKdcReplyPart(opened);
        } catch (DecodeFault fault) {
            throw ReplyRules.broken("its sealed part cannot be read (" + fault.getMessage() + ")");
        }
    }

    /** RFC 6806 §11: where the KDC says that it does, its reply holds a checksum of the request, and it must be right. */
    private static boolean requestProven(EncKdcReplyPart part, ProtocolKey key, byte[] sent) throws KdcFailure {
        if (!part.flags().has(TicketFlag.ENC_PA_REP)) {
            return false;
        }
        Optional<PaData> proof = part.encryptedPaData().stream()
                .filter(one -> one.type() == PaType.REQ_ENC_PA_REP)
                .findFirst();
        boolean right = false;
        if (proof.isPresent()) {
            try {
                right = key.verify(
                        KeyUsage.AS_REQ_CHECKSUM,
                        sent,
                        KerberosCodec.decodeChecksum(proof.get().value().toByteArray()));
            } catch (DecodeFault fault) {
                right = false;
            }
        }
        ReplyRules.require(right, "the request was altered on its way");
        return true;
    }

    /** Whole seconds, and none for a second or less: the KDC's time is cut to seconds and the network takes its share. */
    private Optional<Duration> offset(Duration ahead) {
        return conf.kdcTimesync() && ahead.abs().compareTo(Duration.ofSeconds(2)) >= 0
                ? Optional.of(Duration.ofSeconds(ahead.toSeconds()))
                : Optional.empty();
    }
}
