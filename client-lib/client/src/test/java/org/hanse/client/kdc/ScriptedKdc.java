package org.hanse.client.kdc;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hanse.protocol.crypto.IntegrityFault;
import org.hanse.protocol.crypto.KeyCombination;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.crypto.StringToKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.ApRequest;
import org.hanse.protocol.wire.Authenticator;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncKdcReplyPart;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.EtypeInfo2Entry;
import org.hanse.protocol.wire.FastResponse;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.KrbError;
import org.hanse.protocol.wire.LastReq;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.protocol.wire.Ticket;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.TransitedEncoding;
import org.hanse.protocol.wire.WireCode;

/** A realm for tests: answers as a KDC does, and lies where a test tells it to. */
public final class ScriptedKdc {
    public static final SecureRandom RANDOM = new SecureRandom();

    public final RealmName realm;
    public final Clock clock;
    public final Map<PrincipalName, String> passwords = new HashMap<>();
    public final Map<PrincipalName, ProtocolKey> services = new HashMap<>();

    /** Where a TGS-REQ for a name leads instead of to a service. */
    public final Map<PrincipalName, RealmName> referrals = new HashMap<>();

    public final List<KdcRequest> seen = new ArrayList<>();
    public boolean requiresPreauth = true;
    public Optional<Octets> s2kParams = Optional.empty();
    public Optional<String> salt = Optional.empty();
    public List<EncType> clientEtypes = List.of(EncType.AES128_CTS_HMAC_SHA1_96);
    public UnaryOperator<EncKdcReplyPart> lieInside = part -> part;
    public UnaryOperator<KdcReply> lieOutside = reply -> reply;
    public UnaryOperator<FastResponse> lieInArmor = response -> response;
    public boolean servesFast = true;
    public Optional<RealmName> wrongRealm = Optional.empty();
    public boolean checksTheClock;

    /** Whatever is asked. */
    public Optional<WireCode> onlyAnswer = Optional.empty();

    public boolean dropsTheProofOfTheRequest;
    public boolean sealsUnderTheSessionKey;

    public ScriptedKdc(String realm, Clock clock) {
        this.realm = RealmName.of(realm);
        this.clock = clock;
        services.put(PrincipalName.krbtgt(this.realm), key());
    }

    /** Its password is {@code secret}. */
    public ScriptedKdc withUser(String name) {
        passwords.put(PrincipalName.of(name), "secret");
        return this;
    }

    public ScriptedKdc withService(String... components) {
        services.put(PrincipalName.of(components), key());
        return this;
    }

    /** This realm's users may go on to the other one. */
    public ScriptedKdc trusting(ScriptedKdc other) {
        ProtocolKey shared = key();
        services.put(PrincipalName.krbtgt(other.realm), shared);
        other.inbound.put(realm, shared);
        return this;
    }

    private final Map<RealmName, ProtocolKey> inbound = new HashMap<>();

    /** All of {@code kdcs} as one network. */
    public static KdcSender network(ScriptedKdc... kdcs) {
        return (realm, request) -> {
            for (ScriptedKdc kdc : kdcs) {
                if (kdc.realm.equals(realm)) {
                    return kdc.answer(request);
                }
            }
            throw new KdcFailure(KdcFailure.Kind.NO_KDC, "no KDC of " + realm + "; it is not in this test");
        };
    }

    public static ProtocolKey key() {
        return ProtocolKey.random(EncType.AES128_CTS_HMAC_SHA1_96, RANDOM);
    }

    public ProtocolKey clientKey(Principal client, EncType etype) {
        return StringToKey.derive(
                etype,
                SecretBytes.copyOf(passwords.get(client.name()).getBytes()),
                salt.orElse(StringToKey.defaultSalt(client)),
                s2kParams);
    }

    public byte[] answer(byte[] message) {
        try {
            KdcRequest request = KerberosCodec.decodeKdcRequest(message);
            seen.add(request);
            if (onlyAnswer.isPresent()) {
                return error(onlyAnswer.get(), request, Optional.of(methodData(Optional.empty())));
            }
            return request.type() == MessageType.AS_REQ ? armored(request, message) : tgs(request);
        } catch (DecodeFault | IntegrityFault fault) {
            throw new AssertionError(fault);
        }
    }

    private byte[] armored(KdcRequest outer, byte[] message) throws DecodeFault, IntegrityFault {
        Optional<ScriptedArmor> armor =
                servesFast ? ScriptedArmor.of(outer, services.get(PrincipalName.krbtgt(realm))) : Optional.empty();
        byte[] answer = as(armor.map(a -> a.inner).orElse(outer), message, armor);
        return armor.isPresent() ? armor.get().around(answer, KerberosTime.of(clock.instant()), lieInArmor) : answer;
    }

    private byte[] as(KdcRequest request, byte[] message, Optional<ScriptedArmor> armor)
            throws DecodeFault, IntegrityFault {
        PrincipalName name = request.body().client().orElseThrow();
        if (wrongRealm.isPresent()) {
            return error(WireCode.KDC_ERR_WRONG_REALM, request, Optional.empty());
        }
        if (!passwords.containsKey(name)) {
            return error(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN, request, Optional.empty());
        }
        Principal client = new Principal(name, realm);
        Optional<PaData> timestamp = request.firstPaData(proofType(armor));
        if (timestamp.isEmpty() && requiresPreauth) {
            return error(WireCode.KDC_ERR_PREAUTH_REQUIRED, request, Optional.of(methodData(armor)));
        }
        EncType etype = request.body().etypes().stream()
                .filter(clientEtypes::contains)
                .findFirst()
                .orElseThrow();
        if (timestamp.isPresent()) {
            EncryptedData sealed =
                    KerberosCodec.decodeEncryptedData(timestamp.get().value().toByteArray());
            etype = armor.isPresent() ? etype : sealed.etype();
            ProtocolKey proven = clientKey(client, etype);
            try {
                KerberosTime time = armor.isPresent()
                        ? armor.get().challenged(sealed, proven, KerberosTime.of(clock.instant()))
                        : KerberosCodec.decodePaEncTsEnc(proven.open(KeyUsage.PA_ENC_TIMESTAMP, sealed));
                Duration apart =
                        Duration.between(time.instant(), clock.instant()).abs();
                if (checksTheClock && apart.compareTo(Duration.ofMinutes(5)) > 0) {
                    return error(WireCode.KRB_AP_ERR_SKEW, request, Optional.empty());
                }
            } catch (IntegrityFault wrongPassword) {
                return error(WireCode.KDC_ERR_PREAUTH_FAILED, request, Optional.of(methodData(armor)));
            }
        }
        ProtocolKey longTerm = clientKey(client, etype);
        ProtocolKey replyKey = armor.map(a -> KeyCombination.STRENGTHENED_REPLY.of(a.strengthen, longTerm))
                .orElse(longTerm);
        boolean asked = request.firstPaData(PaType.REQ_ENC_PA_REP).isPresent() && !dropsTheProofOfTheRequest;
        List<PaData> inside = asked
                ? List.of(new PaData(
                        PaType.REQ_ENC_PA_REP,
                        Octets.wrap(KerberosCodec.encode(replyKey.checksum(KeyUsage.AS_REQ_CHECKSUM, message)))))
                : List.of();
        TicketFlags flags = TicketFlags.of(TicketFlag.INITIAL, TicketFlag.PRE_AUTHENT)
                .with(TicketFlag.ENC_PA_REP, asked)
                .with(TicketFlag.FORWARDABLE, request.body().options().has(KdcOption.FORWARDABLE));
        PrincipalName service = request.body().service().orElseThrow();
        return reply(request, client, service, services.get(service), replyKey, KeyUsage.AS_REP, flags, now(), inside);
    }

    private static int proofType(Optional<ScriptedArmor> armor) {
        return armor.isPresent() ? PaType.ENCRYPTED_CHALLENGE : PaType.ENC_TIMESTAMP;
    }

    private Octets methodData(Optional<ScriptedArmor> armor) {
        List<EtypeInfo2Entry> entries = clientEtypes.stream()
                .map(etype -> new EtypeInfo2Entry(etype, salt, s2kParams))
                .toList();
        return Octets.wrap(KerberosCodec.encodeMethodData(List.of(
                new PaData(PaType.ETYPE_INFO2, Octets.wrap(KerberosCodec.encodeEtypeInfo2(entries))),
                new PaData(PaType.FX_COOKIE, Octets.copyOf(new byte[] {1, 2, 3})),
                new PaData(proofType(armor), Octets.EMPTY))));
    }

    private byte[] tgs(KdcRequest request) throws DecodeFault, IntegrityFault {
        ApRequest proof = KerberosCodec.decodeApRequest(
                request.firstPaData(PaType.TGS_REQ).orElseThrow().value().toByteArray());
        Ticket tgt = proof.ticket();
        ProtocolKey tgtKey = tgt.realm().equals(realm) ? services.get(tgt.service()) : inbound.get(tgt.realm());
        EncTicketPart part = KerberosCodec.decodeEncTicketPart(tgtKey.open(KeyUsage.TICKET, tgt.sealed()));
        ProtocolKey session = ProtocolKey.of(part.key());
        Authenticator authenticator =
                KerberosCodec.decodeAuthenticator(session.open(KeyUsage.TGS_REQ_AUTHENTICATOR, proof.authenticator()));
        if (!session.verify(
                KeyUsage.TGS_REQ_AUTHENTICATOR_CHECKSUM,
                request.bodyOctets().toByteArray(),
                authenticator.checksum().orElseThrow())) {
            throw new AssertionError("the body's checksum is wrong");
        }
        if (checksTheClock
                && Duration.between(authenticator.time().instant(), clock.instant())
                                .abs()
                                .compareTo(Duration.ofMinutes(5))
                        > 0) {
            return error(WireCode.KRB_AP_ERR_SKEW, request, Optional.empty());
        }
        PrincipalName service = request.body().service().orElseThrow();
        if (referrals.containsKey(service)) {
            service = PrincipalName.krbtgt(referrals.get(service));
        }
        if (!services.containsKey(service)) {
            return error(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN, request, Optional.empty());
        }
        ProtocolKey replyKey = sealsUnderTheSessionKey
                ? session
                : ProtocolKey.of(authenticator.subkey().orElseThrow());
        KeyUsage usage = sealsUnderTheSessionKey ? KeyUsage.TGS_REP_SESSION_KEY : KeyUsage.TGS_REP_SUBKEY;
        Principal client = new Principal(part.clientName(), part.clientRealm());
        TicketFlags flags = TicketFlags.of(TicketFlag.PRE_AUTHENT);
        return reply(
                request, client, service, services.get(service), replyKey, usage, flags, part.authTime(), List.of());
    }

    private byte[] reply(
            KdcRequest request,
            Principal client,
            PrincipalName service,
            ProtocolKey serviceKey,
            ProtocolKey replyKey,
            KeyUsage usage,
            TicketFlags flags,
            Instant authTime,
            List<PaData> inside) {
        ProtocolKey session = key();
        Instant till = request.body().till().getEpochSecond() == 0
                ? now().plus(Duration.ofHours(10))
                : request.body().till();
        boolean renewable = request.body().options().has(KdcOption.RENEWABLE);
        TicketFlags all = flags.with(TicketFlag.RENEWABLE, renewable);
        Optional<Instant> renewTill = request.body().renewTill().filter(t -> renewable);
        Optional<Instant> start = Optional.of(request.body().from().orElse(now()));
        EncTicketPart ticketPart = new EncTicketPart(
                all,
                session.toEncryptionKey(),
                client.realm(),
                client.name(),
                TransitedEncoding.DIRECT,
                authTime,
                start,
                till,
                renewTill,
                request.body().addresses(),
                AuthorizationData.NONE);
        byte[] sealedTicket = serviceKey.seal(KeyUsage.TICKET, KerberosCodec.encode(ticketPart), RANDOM);
        Ticket ticket = KerberosCodec.newTicket(
                realm,
                service,
                new EncryptedData(serviceKey.etype(), Optional.of(Kvno.FIRST), Octets.wrap(sealedTicket)));
        EncKdcReplyPart part = lieInside.apply(new EncKdcReplyPart(
                session.toEncryptionKey(),
                List.of(new LastReq(0, now())),
                request.body().nonce(),
                Optional.empty(),
                all,
                authTime,
                start,
                till,
                renewTill,
                realm,
                service,
                request.body().addresses(),
                inside));
        MessageType type = request.type() == MessageType.AS_REQ ? MessageType.AS_REP : MessageType.TGS_REP;
        byte[] sealed = replyKey.seal(usage, KerberosCodec.encode(type, part), RANDOM);
        return KerberosCodec.encode(lieOutside.apply(new KdcReply(
                type,
                List.of(),
                client.realm(),
                client.name(),
                ticket,
                new EncryptedData(replyKey.etype(), Optional.of(Kvno.FIRST), Octets.wrap(sealed)))));
    }

    public byte[] error(WireCode code, KdcRequest request, Optional<Octets> data) {
        return KerberosCodec.encode(new KrbError(
                Optional.empty(),
                KerberosTime.of(clock.instant()),
                code.number(),
                code == WireCode.KDC_ERR_WRONG_REALM ? wrongRealm : Optional.empty(),
                Optional.empty(),
                realm,
                request.body().service().orElseThrow(),
                Optional.empty(),
                data));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
