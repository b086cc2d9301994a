package org.hanse.kdc.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hanse.protocol.crypto.KeyCombination;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.ApOptions;
import org.hanse.protocol.wire.ApRequest;
import org.hanse.protocol.wire.Authenticator;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.Checksum;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.FastArmoredRequest;
import org.hanse.protocol.wire.FastOptions;
import org.hanse.protocol.wire.FastRequest;
import org.hanse.protocol.wire.FastResponse;
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
import org.hanse.protocol.wire.Ticket;
import org.hanse.protocol.wire.WireCode;

/** A TGS-REQ: a header ticket with its session key, and an authenticator that tests may spoil. */
final class AskingTgs extends Asking {
    private final Ticket ticket;
    private final ProtocolKey sessionKey;
    private RealmName clientRealm;
    private PrincipalName clientName;
    private Optional<ProtocolKey> subkey = Optional.empty();
    private ApOptions apOptions = ApOptions.NONE;
    private Instant time;
    private Function<byte[], Optional<Checksum>> checksum;
    private UnaryOperator<byte[]> spoilBody = body -> body;
    private AuthorizationData authenticatorData = AuthorizationData.NONE;
    private Optional<UnaryOperator<FastArmoredRequest>> fast = Optional.empty();
    private FastOptions fastOptions = FastOptions.NONE;
    private UnaryOperator<KdcRequestBody> outerBody = body -> body;
    private UnaryOperator<byte[]> spoilAuthenticator = cipher -> cipher;
    private Optional<ProtocolKey> authenticatorKey = Optional.empty();

    private AskingTgs(TestRealm kdc, Ticket ticket, ProtocolKey sessionKey, PrincipalName name, RealmName realm) {
        super(kdc);
        this.ticket = ticket;
        this.sessionKey = sessionKey;
        this.clientName = name;
        this.clientRealm = realm;
        this.time = kdc.now;
        this.checksum = body -> Optional.of(sessionKey.checksum(KeyUsage.TGS_REQ_AUTHENTICATOR_CHECKSUM, body));
    }

    /** With what an earlier answer brought. */
    static AskingTgs by(TestRealm kdc, Asking.Got got) {
        return new AskingTgs(
                kdc,
                got.ticket(),
                got.sessionKey(),
                got.reply().clientName(),
                got.reply().clientRealm());
    }

    /** What a user of {@code home}, whose password is the name, brings to a realm that {@code home} trusts. */
    static Asking.Got ticketForPeer(TestRealm home, String user, TestRealm peer) {
        return by(home, Asking.as(home, user).provingWith(user).got())
                .forService("krbtgt/" + peer.name)
                .got();
    }

    /** With another ticket than came with the session key. */
    static AskingTgs by(TestRealm kdc, Asking.Got got, Ticket ticket) {
        return new AskingTgs(
                kdc,
                ticket,
                got.sessionKey(),
                got.reply().clientName(),
                got.reply().clientRealm());
    }

    /** With a ticket that the test makes itself, as whoever holds {@code key} could. */
    static AskingTgs byForged(
            TestRealm kdc, RealmName issuer, PrincipalName service, EncTicketPart part, ProtocolKey key, long kvno) {
        Ticket ticket = ticket(issuer, service, part, key, kvno);
        return byTicket(kdc, ticket, part);
    }

    /** With a ticket of any kind; {@code part} is what the authenticator follows. */
    static AskingTgs byTicket(TestRealm kdc, Ticket ticket, EncTicketPart part) {
        return new AskingTgs(kdc, ticket, ProtocolKey.of(part.key()), part.clientName(), part.clientRealm());
    }

    /**
     * A ticket as whoever holds {@code key} could make it.
     *
     * @param kvno negative for none
     */
    static Ticket ticket(RealmName issuer, PrincipalName service, EncTicketPart part, ProtocolKey key, long kvno) {
        byte[] sealed = key.seal(KeyUsage.TICKET, KerberosCodec.encode(part), TestRealm.RANDOM);
        Optional<Kvno> version = kvno < 0 ? Optional.empty() : Optional.of(Kvno.of(kvno));
        return KerberosCodec.newTicket(issuer, service, new EncryptedData(key.etype(), version, Octets.wrap(sealed)));
    }

    /** Of user-to-user authentication: the ticket whose session key shall seal the new one. */
    AskingTgs withSecond(Ticket second) {
        additionalTickets = List.of(second);
        with(KdcOption.ENC_TKT_IN_SKEY);
        return this;
    }

    @Override
    AskingTgs forService(String text) {
        super.forService(text);
        return this;
    }

    AskingTgs withSubkey(ProtocolKey key) {
        subkey = Optional.of(key);
        return this;
    }

    AskingTgs claimingToBe(PrincipalName name, RealmName realm) {
        clientName = name;
        clientRealm = realm;
        return this;
    }

    AskingTgs authenticatedAt(Instant instant) {
        time = instant;
        return this;
    }

    AskingTgs apOptions(ApOptions options) {
        apOptions = options;
        return this;
    }

    AskingTgs checksum(Function<byte[], Optional<Checksum>> made) {
        checksum = made;
        return this;
    }

    AskingTgs authenticatorUnder(ProtocolKey key) {
        authenticatorKey = Optional.of(key);
        return this;
    }

    AskingTgs authenticatorChangedAfterwards(UnaryOperator<byte[]> change) {
        spoilAuthenticator = change;
        return this;
    }

    /** What goes out instead of the body that was summed. */
    AskingTgs bodyChangedAfterwards(UnaryOperator<byte[]> change) {
        spoilBody = change;
        return this;
    }

    AskingTgs authorizationData(AuthorizationData data, ProtocolKey key, KeyUsage usage) {
        byte[] sealed = key.seal(usage, KerberosCodec.encode(data), TestRealm.RANDOM);
        encryptedAuthorizationData = Optional.of(new EncryptedData(key.etype(), Optional.empty(), Octets.wrap(sealed)));
        return this;
    }

    AskingTgs authenticatorData(AuthorizationData data) {
        authenticatorData = data;
        return this;
    }

    /** Inside FAST, as stock MIT clients do it. */
    AskingTgs inFast() {
        return inFast(armored -> armored);
    }

    /** @param spoil what becomes of the armored request before it goes out */
    AskingTgs inFast(UnaryOperator<FastArmoredRequest> spoil) {
        fast = Optional.of(spoil);
        return this;
    }

    AskingTgs fastOptions(FastOptions options) {
        fastOptions = options;
        return this;
    }

    /** What everybody sees instead of the body that counts. */
    AskingTgs outside(UnaryOperator<KdcRequestBody> change) {
        outerBody = change;
        return this;
    }

    /** RFC 6113 §5.4.2: of the subkey, or of what a client without one might take for it. */
    ProtocolKey armorKey() {
        return KeyCombination.ARMOR.of(subkey.orElse(sessionKey), sessionKey);
    }

    ProtocolKey sessionKey() {
        return sessionKey;
    }

    @Override
    byte[] encoded() {
        KdcRequestBody inner = body();
        KdcRequestBody body = outerBody.apply(inner);
        Octets octets = KerberosCodec.encodeBody(body);
        byte[] summed = spoilBody.apply(octets.toByteArray());
        Authenticator authenticator = new Authenticator(
                clientRealm,
                clientName,
                checksum.apply(summed),
                KerberosTime.of(time),
                subkey.map(ProtocolKey::toEncryptionKey),
                OptionalLong.empty(),
                authenticatorData);
        EncryptedData sealed = new EncryptedData(
                sessionKey.etype(),
                Optional.empty(),
                Octets.wrap(spoilAuthenticator.apply(authenticatorKey
                        .orElse(sessionKey)
                        .seal(KeyUsage.TGS_REQ_AUTHENTICATOR, KerberosCodec.encode(authenticator), TestRealm.RANDOM))));
        byte[] apRequest = KerberosCodec.encode(new ApRequest(apOptions, ticket, sealed));
        fast.ifPresent(spoil -> armor(inner, apRequest, spoil));
        padata.add(0, new PaData(PaType.TGS_REQ, Octets.wrap(apRequest)));
        return KerberosCodec.encode(new KdcRequest(MessageType.TGS_REQ, padata, body, octets));
    }

    private void armor(KdcRequestBody inner, byte[] apRequest, UnaryOperator<FastArmoredRequest> spoil) {
        byte[] request = KerberosCodec.encode(
                new FastRequest(fastOptions, List.copyOf(padata), inner, KerberosCodec.encodeBody(inner)));
        ProtocolKey key = armorKey();
        FastArmoredRequest armored = new FastArmoredRequest(
                Optional.empty(),
                key.checksum(KeyUsage.FAST_REQ_CHECKSUM, apRequest),
                new EncryptedData(
                        key.etype(),
                        Optional.empty(),
                        Octets.wrap(key.seal(KeyUsage.FAST_ENC, request, TestRealm.RANDOM))));
        padata.clear();
        padata.add(new PaData(PaType.FX_FAST, Octets.wrap(KerberosCodec.encode(spoil.apply(armored)))));
    }

    /** A ticket by way of FAST: the reply opens under the strengthened key only. */
    AskingFast.Armored armored() {
        byte[] answer = raw();
        KdcReply reply;
        try {
            reply = KerberosCodec.decodeKdcReply(answer);
        } catch (DecodeFault fault) {
            throw new AssertionError("refused with " + error(answer).code() + ", " + kdc.lastRecord());
        }
        FastResponse response = Armor.opened(armorKey(), reply.padata());
        ProtocolKey strengthen = ProtocolKey.of(response.strengthenKey().orElseThrow());
        ProtocolKey replyKey = KeyCombination.STRENGTHENED_REPLY.of(strengthen, subkey.orElseThrow());
        return new AskingFast.Armored(opened(answer, etype -> replyKey, KeyUsage.TGS_REP_SUBKEY), response);
    }

    AskingFast.Refused refusedInside(WireCode code) {
        return AskingFast.refusedInside(raw(), armorKey(), code);
    }

    @Override
    Got got() {
        return subkey.isPresent()
                ? opened(raw(), etype -> subkey.get(), KeyUsage.TGS_REP_SUBKEY)
                : opened(raw(), etype -> sessionKey, KeyUsage.TGS_REP_SESSION_KEY);
    }
}
