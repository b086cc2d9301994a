package org.hanse.client.kdc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Nonce;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.EncKdcReplyPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;

/** Ways for a reply to be wrong, one each. */
public final class Lies {
    private Lies() {}

    public static EncKdcReplyPart nonce(EncKdcReplyPart p) {
        return part(
                p,
                p.key(),
                new Nonce((p.nonce().value() + 1) & 0x7FFFFFFF),
                p.flags(),
                p.endTime(),
                p.renewTill(),
                p.serviceRealm(),
                p.service(),
                p.addresses(),
                p.encryptedPaData());
    }

    public static EncKdcReplyPart service(EncKdcReplyPart p) {
        return part(
                p,
                p.key(),
                p.nonce(),
                p.flags(),
                p.endTime(),
                p.renewTill(),
                p.serviceRealm(),
                PrincipalName.of("host", "evil.test"),
                p.addresses(),
                p.encryptedPaData());
    }

    public static EncKdcReplyPart serviceRealm(EncKdcReplyPart p) {
        return part(
                p,
                p.key(),
                p.nonce(),
                p.flags(),
                p.endTime(),
                p.renewTill(),
                RealmName.of("EVIL.TEST"),
                p.service(),
                p.addresses(),
                p.encryptedPaData());
    }

    public static EncKdcReplyPart sessionKeyType(EncKdcReplyPart p) {
        return part(
                p,
                new EncryptionKey(new EncType(23), SecretBytes.copyOf(new byte[16])),
                p.nonce(),
                p.flags(),
                p.endTime(),
                p.renewTill(),
                p.serviceRealm(),
                p.service(),
                p.addresses(),
                p.encryptedPaData());
    }

    public static EncKdcReplyPart sessionKeyLength(EncKdcReplyPart p) {
        return part(
                p,
                new EncryptionKey(p.key().etype(), SecretBytes.copyOf(new byte[5])),
                p.nonce(),
                p.flags(),
                p.endTime(),
                p.renewTill(),
                p.serviceRealm(),
                p.service(),
                p.addresses(),
                p.encryptedPaData());
    }

    public static EncKdcReplyPart laterEnd(EncKdcReplyPart p) {
        return part(
                p,
                p.key(),
                p.nonce(),
                p.flags(),
                p.endTime().plus(Duration.ofSeconds(1)),
                p.renewTill(),
                p.serviceRealm(),
                p.service(),
                p.addresses(),
                p.encryptedPaData());
    }

    public static EncKdcReplyPart endBeforeStart(EncKdcReplyPart p) {
        return part(
                p,
                p.key(),
                p.nonce(),
                p.flags(),
                p.authTime(),
                p.renewTill(),
                p.serviceRealm(),
                p.service(),
                p.addresses(),
                p.encryptedPaData());
    }

    public static EncKdcReplyPart invalid(EncKdcReplyPart p) {
        return part(
                p,
                p.key(),
                p.nonce(),
                p.flags().with(TicketFlag.INVALID),
                p.endTime(),
                p.renewTill(),
                p.serviceRealm(),
                p.service(),
                p.addresses(),
                p.encryptedPaData());
    }

    public static EncKdcReplyPart renewableWithoutTime(EncKdcReplyPart p) {
        return part(
                p,
                p.key(),
                p.nonce(),
                p.flags().with(TicketFlag.RENEWABLE),
                p.endTime(),
                Optional.empty(),
                p.serviceRealm(),
                p.service(),
                p.addresses(),
                p.encryptedPaData());
    }

    public static EncKdcReplyPart longerRenewal(EncKdcReplyPart p) {
        return part(
                p,
                p.key(),
                p.nonce(),
                p.flags(),
                p.endTime(),
                p.renewTill().map(t -> t.plusSeconds(1)),
                p.serviceRealm(),
                p.service(),
                p.addresses(),
                p.encryptedPaData());
    }

    public static UnaryOperator<EncKdcReplyPart> gained(TicketFlag flag) {
        return p -> part(
                p,
                p.key(),
                p.nonce(),
                p.flags().with(flag),
                p.endTime(),
                p.renewTill(),
                p.serviceRealm(),
                p.service(),
                p.addresses(),
                p.encryptedPaData());
    }

    /** Renewable for as long as the ticket lasts: the least that a KDC could add. */
    public static EncKdcReplyPart renewable(EncKdcReplyPart p) {
        return part(
                p,
                p.key(),
                p.nonce(),
                p.flags().with(TicketFlag.RENEWABLE),
                p.endTime(),
                Optional.of(p.endTime()),
                p.serviceRealm(),
                p.service(),
                p.addresses(),
                p.encryptedPaData());
    }

    public static EncKdcReplyPart laterStart(EncKdcReplyPart p) {
        return new EncKdcReplyPart(
                p.key(),
                p.lastReq(),
                p.nonce(),
                p.keyExpiration(),
                p.flags(),
                p.authTime(),
                Optional.of(p.authTime().plus(Duration.ofMinutes(10))),
                p.endTime(),
                p.renewTill(),
                p.serviceRealm(),
                p.service(),
                p.addresses(),
                p.encryptedPaData());
    }

    public static EncKdcReplyPart initial(EncKdcReplyPart p) {
        return part(
                p,
                p.key(),
                p.nonce(),
                p.flags().with(TicketFlag.INITIAL),
                p.endTime(),
                p.renewTill(),
                p.serviceRealm(),
                p.service(),
                p.addresses(),
                p.encryptedPaData());
    }

    public static EncKdcReplyPart wrongProof(EncKdcReplyPart p) {
        return part(
                p,
                p.key(),
                p.nonce(),
                p.flags(),
                p.endTime(),
                p.renewTill(),
                p.serviceRealm(),
                p.service(),
                p.addresses(),
                p.encryptedPaData().stream()
                        .map(one -> {
                            byte[] octets = one.value().toByteArray();
                            octets[octets.length - 1] ^= 1;
                            return new PaData(one.type(), Octets.wrap(octets));
                        })
                        .toList());
    }

    public static EncKdcReplyPart noProof(EncKdcReplyPart p) {
        return part(
                p,
                p.key(),
                p.nonce(),
                p.flags(),
                p.endTime(),
                p.renewTill(),
                p.serviceRealm(),
                p.service(),
                p.addresses(),
                List.of());
    }

    private static EncKdcReplyPart part(
            EncKdcReplyPart p,
            EncryptionKey key,
            Nonce nonce,
            TicketFlags flags,
            Instant end,
            Optional<Instant> renewTill,
            RealmName serviceRealm,
            PrincipalName service,
            List<HostAddress> addresses,
            List<PaData> inside) {
        return new EncKdcReplyPart(
                key,
                p.lastReq(),
                nonce,
                p.keyExpiration(),
                flags,
                p.authTime(),
                p.startTime(),
                end,
                renewTill,
                serviceRealm,
                service,
                addresses,
                inside);
    }

    public static KdcReply client(KdcReply r) {
        return new KdcReply(r.type(), r.padata(), r.clientRealm(), PrincipalName.of("mallory"), r.ticket(), r.sealed());
    }

    public static KdcReply clientRealm(KdcReply r) {
        return new KdcReply(r.type(), r.padata(), RealmName.of("EVIL.TEST"), r.clientName(), r.ticket(), r.sealed());
    }

    public static KdcReply ticketForAnother(KdcReply r) {
        return new KdcReply(
                r.type(),
                r.padata(),
                r.clientRealm(),
                r.clientName(),
                KerberosCodec.newTicket(
                        r.ticket().realm(),
                        PrincipalName.of("host", "evil.test"),
                        r.ticket().sealed()),
                r.sealed());
    }

    public static KdcReply ticketOfAnotherRealm(KdcReply r) {
        return new KdcReply(
                r.type(),
                r.padata(),
                r.clientRealm(),
                r.clientName(),
                KerberosCodec.newTicket(
                        RealmName.of("EVIL.TEST"),
                        r.ticket().service(),
                        r.ticket().sealed()),
                r.sealed());
    }

    public static KdcReply tampered(KdcReply r) {
        byte[] cipher = r.sealed().cipher().toByteArray();
        cipher[cipher.length / 2] ^= 1;
        return new KdcReply(
                r.type(),
                r.padata(),
                r.clientRealm(),
                r.clientName(),
                r.ticket(),
                new EncryptedData(r.sealed().etype(), r.sealed().kvno(), Octets.wrap(cipher)));
    }

    public static KdcReply otherType(KdcReply r) {
        MessageType other = r.type() == MessageType.AS_REP ? MessageType.TGS_REP : MessageType.AS_REP;
        return new KdcReply(other, r.padata(), r.clientRealm(), r.clientName(), r.ticket(), r.sealed());
    }

    public static KdcReply etypeNotAskedFor(KdcReply r) {
        return new KdcReply(
                r.type(),
                r.padata(),
                r.clientRealm(),
                r.clientName(),
                r.ticket(),
                new EncryptedData(new EncType(23), r.sealed().kvno(), r.sealed().cipher()));
    }
}
