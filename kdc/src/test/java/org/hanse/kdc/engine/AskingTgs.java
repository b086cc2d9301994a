package org.hanse.kdc.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.ApOptions;
import org.hanse.protocol.wire.ApRequest;
import org.hanse.protocol.wire.Authenticator;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.Checksum;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.KdcRequest;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;
import org.hanse.protocol.wire.Ticket;

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

    /** With a ticket that the test makes itself, as whoever holds {@code key} could. */
    static AskingTgs byForged(
            TestRealm kdc, RealmName issuer, PrincipalName service, EncTicketPart part, ProtocolKey key, long kvno) {
        byte[] sealed = key.seal(KeyUsage.TICKET, KerberosCodec.encode(part), TestRealm.RANDOM);
        Optional<org.hanse.protocol.name.Kvno> version =
                kvno < 0 ? Optional.empty() : Optional.of(org.hanse.protocol.name.Kvno.of(kvno));
        Ticket ticket =
                KerberosCodec.newTicket(issuer, service, new EncryptedData(key.etype(), version, Octets.wrap(sealed)));
        return new AskingTgs(kdc, ticket, ProtocolKey.of(part.key()), part.clientName(), part.clientRealm());
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

    ProtocolKey sessionKey() {
        return sessionKey;
    }

    @Override
    byte[] encoded() {
        KdcRequestBody body = body();
        Octets octets = KerberosCodec.encodeBody(body);
        byte[] summed = spoilBody.apply(octets.toByteArray());
        Authenticator authenticator = new Authenticator(
                clientRealm,
                clientName,
                checksum.apply(summed),
                KerberosTime.of(time),
                subkey.map(ProtocolKey::toEncryptionKey),
                OptionalLong.empty(),
                AuthorizationData.NONE);
        EncryptedData sealed = new EncryptedData(
                sessionKey.etype(),
                Optional.empty(),
                Octets.wrap(sessionKey.seal(
                        KeyUsage.TGS_REQ_AUTHENTICATOR, KerberosCodec.encode(authenticator), TestRealm.RANDOM)));
        padata.add(
                0,
                new PaData(
                        PaType.TGS_REQ, Octets.wrap(KerberosCodec.encode(new ApRequest(apOptions, ticket, sealed)))));
        return KerberosCodec.encode(new KdcRequest(MessageType.TGS_REQ, padata, body, octets));
    }

    @Override
    Got got() {
        return subkey.isPresent()
                ? opened(raw(), etype -> subkey.get(), KeyUsage.TGS_REP_SUBKEY)
                : opened(raw(), etype -> sessionKey, KeyUsage.TGS_REP_SESSION_KEY);
    }
}
