package org.hanse.client.accept;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.file.Keytab;
import org.hanse.protocol.file.KeytabEntry;
import org.hanse.protocol.gss.ChannelBindings;
import org.hanse.protocol.gss.GssChecksum;
import org.hanse.protocol.gss.GssFlags;
import org.hanse.protocol.gss.GssFlags.GssFlag;
import org.hanse.protocol.gss.GssInitiator;
import org.hanse.protocol.gss.Krb5Token;
import org.hanse.protocol.gss.TokenFault;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.ApOptions;
import org.hanse.protocol.wire.ApRequest;
import org.hanse.protocol.wire.Authenticator;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.Ticket;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.TransitedEncoding;

/** A service of BERGEN with one key, and the tickets for it that a KDC would make. */
final class TestService {
    static final Principal WEB = Principal.parse("HTTP/web.bergen.example@BERGEN.EXAMPLE");
    static final Principal ALICE = Principal.parse("alice@LUEBECK.EXAMPLE");
    static final Principal ERIK = Principal.parse("erik@BERGEN.EXAMPLE");
    static final GssFlags MUTUAL =
            GssFlags.of(GssFlag.MUTUAL, GssFlag.REPLAY, GssFlag.SEQUENCE, GssFlag.CONFIDENTIALITY, GssFlag.INTEGRITY);
    static final GssFlags ONE_WAY = MUTUAL.without(GssFlag.MUTUAL);

    final SecureRandom random = new SecureRandom();
    final Clock clock;
    final ProtocolKey key;
    final Kvno kvno = Kvno.of(3);

    TestService(EncType etype, Clock clock) {
        this.clock = clock;
        this.key = ProtocolKey.random(etype, random);
    }

    static TestService at(Clock clock) {
        return new TestService(EncType.AES256_CTS_HMAC_SHA384_192, clock);
    }

    Keytab keytab() {
        return Keytab.of(List.of(entry()));
    }

    KeytabEntry entry() {
        return new KeytabEntry(WEB, Instant.EPOCH, kvno, key.toEncryptionKey());
    }

    Acceptor acceptor() {
        return acceptor(builder -> builder);
    }

    Acceptor acceptor(UnaryOperator<AcceptorBuilder> more) {
        try {
            return more.apply(Acceptor.builder(keytab())
                            .service("HTTP/web.bergen.example")
                            .clock(clock))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TicketDraft ticketFor(Principal client) {
        return new TicketDraft(client);
    }

    /** A ticket in the making; what is not said is as usual: valid from an hour ago to nine hours from now. */
    final class TicketDraft {
        private final Principal client;
        private Principal service = WEB;
        private Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        private Instant start = now.minus(Duration.ofHours(1));
        private Instant end = now.plus(Duration.ofHours(9));
        private AuthorizationData restrictions = AuthorizationData.NONE;
        private TicketFlags flags = TicketFlags.of(TicketFlag.PRE_AUTHENT, TicketFlag.TRANSITED_POLICY_CHECKED);
        private TransitedEncoding transited = TransitedEncoding.DIRECT;
        private List<HostAddress> addresses = List.of();
        private Optional<EncryptionKey> otherSessionKey = Optional.empty();
        private Optional<Kvno> sealedKvno = Optional.of(kvno);
        private ProtocolKey sealingKey = key;
        private final ProtocolKey sessionKey;

        private TicketDraft(Principal client) {
            this.client = client;
            this.sessionKey = ProtocolKey.random(key.etype(), random);
        }

        TicketDraft from(Instant when) {
            start = when;
            return this;
        }

        TicketDraft until(Instant when) {
            end = when;
            return this;
        }

        TicketDraft flags(TicketFlags all) {
            flags = all;
            return this;
        }

        TicketDraft restricted(AuthorizationData data) {
            restrictions = data;
            return this;
        }

        TicketDraft through(String transitedRealms) {
            transited = new TransitedEncoding(
                    TransitedEncoding.DOMAIN_X500_COMPRESS,
                    Octets.copyOf(transitedRealms.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            return this;
        }

        TicketDraft transited(TransitedEncoding encoding) {
            transited = encoding;
            return this;
        }

        TicketDraft onlyFrom(HostAddress... all) {
            addresses = List.of(all);
            return this;
        }

        /** What the ticket says its session key is; the initiator goes on with the real one. */
        TicketDraft sayingSessionKey(EncryptionKey other) {
            otherSessionKey = Optional.of(other);
            return this;
        }

        TicketDraft sealedWith(ProtocolKey other) {
            sealingKey = other;
            return this;
        }

        TicketDraft kvno(Optional<Kvno> other) {
            sealedKvno = other;
            return this;
        }

        TicketDraft forService(Principal other) {
            service = other;
            return this;
        }

        ProtocolKey sessionKey() {
            return sessionKey;
        }

        Ticket ticket() {
            EncTicketPart part = new EncTicketPart(
                    flags,
                    otherSessionKey.orElseGet(sessionKey::toEncryptionKey),
                    client.realm(),
                    client.name(),
                    transited,
                    start,
                    Optional.of(start),
                    end,
                    Optional.empty(),
                    addresses,
                    restrictions);
            byte[] sealed = sealingKey.seal(KeyUsage.TICKET, KerberosCodec.encode(part), random);
            return KerberosCodec.newTicket(
                    service.realm(),
                    service.name(),
                    new EncryptedData(sealingKey.etype(), sealedKvno, Octets.wrap(sealed)));
        }

        GssInitiator.Credential credential() {
            return credential(client);
        }

        /** The same ticket in the hands of somebody who calls himself otherwise. */
        GssInitiator.Credential credential(Principal claimed) {
            return new GssInitiator.Credential(claimed, ticket(), sessionKey);
        }

        GssInitiator initiator(GssFlags contextFlags) {
            return initiator(contextFlags, Optional.empty());
        }

        GssInitiator initiator(GssFlags contextFlags, Optional<ChannelBindings> bindings) {
            return new GssInitiator(credential(), contextFlags, bindings, clock, random);
        }

        byte[] token() {
            return initiator(MUTUAL).firstToken();
        }

        /** A token by a client that makes its authenticator as {@code change} says. */
        byte[] token(UnaryOperator<Authenticator> change) {
            Authenticator usual = new Authenticator(
                    client.realm(),
                    client.name(),
                    Optional.of(new GssChecksum(ChannelBindings.NO_BINDINGS, MUTUAL, Optional.empty()).encode()),
                    KerberosTime.of(clock.instant()),
                    Optional.of(ProtocolKey.random(sessionKey.etype(), random).toEncryptionKey()),
                    OptionalLong.of(7),
                    AuthorizationData.NONE);
            return token(ApOptions.NONE, change.apply(usual));
        }

        byte[] token(ApOptions options) {
            ApRequest request = request(initiator(MUTUAL).firstToken());
            return framed(new ApRequest(options, request.ticket(), request.authenticator()));
        }

        private byte[] token(ApOptions options, Authenticator authenticator) {
            byte[] sealed = sessionKey.seal(KeyUsage.AP_REQ_AUTHENTICATOR, KerberosCodec.encode(authenticator), random);
            return framed(new ApRequest(
                    options, ticket(), new EncryptedData(sessionKey.etype(), Optional.empty(), Octets.wrap(sealed))));
        }
    }

    /** The AP-REQ in a bare krb5 token. */
    static ApRequest request(byte[] token) {
        try {
            return KerberosCodec.decodeApRequest(
                    Krb5Token.decode(token).message().toByteArray());
        } catch (TokenFault | DecodeFault e) {
            throw new AssertionError(e);
        }
    }

    static byte[] framed(ApRequest request) {
        return new Krb5Token(Krb5Token.AP_REQ, Octets.wrap(KerberosCodec.encode(request))).encode();
    }

    static List<EncType> enctypes() {
        List<EncType> all = new ArrayList<>();
        for (int number = 17; number <= 20; number++) {
            all.add(new EncType(number));
        }
        return all;
    }
}
