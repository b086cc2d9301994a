package org.hanse.protocol.ap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.Authenticator;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.HostAddress;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.KerberosTime;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.SecretBytes;
import org.hanse.protocol.wire.Ticket;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;
import org.hanse.protocol.wire.TransitedEncoding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The checks of RFC 4120 §3.2.3, one by one. */
class OpenedTicketTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final RealmName REALM = RealmName.of("A.TEST");
    private static final EncType ETYPE = EncType.AES256_CTS_HMAC_SHA1_96;

    private final ProtocolKey serviceKey = ProtocolKey.random(ETYPE, RANDOM);
    private final ProtocolKey sessionKey = ProtocolKey.random(ETYPE, RANDOM);

    private Ticket ticket(TicketFlags flags, EncryptionKey session, List<HostAddress> addresses) {
        EncTicketPart part = new EncTicketPart(
                flags,
                session,
                REALM,
                PrincipalName.of("ann"),
                TransitedEncoding.DIRECT,
                NOON,
                Optional.of(NOON),
                NOON.plusSeconds(3600),
                Optional.empty(),
                addresses,
                AuthorizationData.NONE);
        return sealed(KerberosCodec.encode(part));
    }

    private Ticket sealed(byte[] content) {
        return KerberosCodec.newTicket(
                REALM,
                PrincipalName.of("http", "web.a.test"),
                new EncryptedData(
                        ETYPE,
                        Optional.of(Kvno.FIRST),
                        Octets.wrap(serviceKey.seal(KeyUsage.TICKET, content, RANDOM))));
    }

    private OpenedTicket opened(TicketFlags flags, List<HostAddress> addresses) throws ApFault {
        return OpenedTicket.open(ticket(flags, sessionKey.toEncryptionKey(), addresses), List.of(serviceKey));
    }

    private EncryptedData authenticator(String name, Instant time, ProtocolKey key) {
        Authenticator authenticator = new Authenticator(
                REALM,
                PrincipalName.of(name),
                Optional.empty(),
                KerberosTime.of(time),
                Optional.empty(),
                OptionalLong.empty(),
                AuthorizationData.NONE);
        return new EncryptedData(
                ETYPE,
                Optional.empty(),
                Octets.wrap(key.seal(KeyUsage.AP_REQ_AUTHENTICATOR, KerberosCodec.encode(authenticator), RANDOM)));
    }

    private static void refused(ApFault.Kind kind, ThrowingCallable check) {
        assertThatThrownBy(check)
                .isInstanceOfSatisfying(
                        ApFault.class, fault -> assertThat(fault.kind()).isEqualTo(kind));
    }

    @Test
    void theRightKeyAmongSeveralOpens() throws Exception {
        ProtocolKey other = ProtocolKey.random(ETYPE, RANDOM);
        ProtocolKey otherType = ProtocolKey.random(EncType.AES128_CTS_HMAC_SHA256_128, RANDOM);
        Ticket ticket = ticket(TicketFlags.NONE, sessionKey.toEncryptionKey(), List.of());

        OpenedTicket opened = OpenedTicket.open(ticket, List.of(otherType, other, serviceKey));

        assertThat(opened.client()).hasToString("ann@A.TEST");
        refused(ApFault.Kind.TICKET_NOT_OPENED, () -> OpenedTicket.open(ticket, List.of(otherType, other)));
        refused(ApFault.Kind.TICKET_NOT_OPENED, () -> OpenedTicket.open(ticket, List.of()));
    }

    @Test
    void contentThatIsNoTicketAndASessionKeyThatIsNotServedAreRefused() {
        refused(
                ApFault.Kind.TICKET_MALFORMED,
                () -> OpenedTicket.open(sealed(new byte[] {0x30, 0}), List.of(serviceKey)));
        EncryptionKey rc4 = new EncryptionKey(new EncType(23), SecretBytes.copyOf(new byte[16]));
        refused(
                ApFault.Kind.SESSION_KEY_UNSUPPORTED,
                () -> OpenedTicket.open(ticket(TicketFlags.NONE, rc4, List.of()), List.of(serviceKey)));
        EncryptionKey tooShort = new EncryptionKey(ETYPE, SecretBytes.copyOf(new byte[16]));
        refused(
                ApFault.Kind.SESSION_KEY_UNSUPPORTED,
                () -> OpenedTicket.open(ticket(TicketFlags.NONE, tooShort, List.of()), List.of(serviceKey)));
    }

    @Test
    void anAuthenticatorProvesTheSessionKeyTheNameAndTheTime() throws Exception {
        OpenedTicket opened = opened(TicketFlags.NONE, List.of());
        KeyUsage usage = KeyUsage.AP_REQ_AUTHENTICATOR;

        assertThat(opened.authenticate(authenticator("ann", NOON, sessionKey), usage, NOON, SKEW)
                        .clientName())
                .isEqualTo(PrincipalName.of("ann"));
        refused(
                ApFault.Kind.AUTHENTICATOR_NOT_OPENED,
                () -> opened.authenticate(authenticator("ann", NOON, serviceKey), usage, NOON, SKEW));
        refused(
                ApFault.Kind.AUTHENTICATOR_NOT_OPENED,
                () -> opened.authenticate(
                        authenticator("ann", NOON, sessionKey), KeyUsage.TGS_REQ_AUTHENTICATOR, NOON, SKEW));
        refused(
                ApFault.Kind.CLIENT_MISMATCH,
                () -> opened.authenticate(authenticator("bob", NOON, sessionKey), usage, NOON, SKEW));
        refused(
                ApFault.Kind.CLOCK_SKEW,
                () -> opened.authenticate(authenticator("ann", NOON.minusSeconds(301), sessionKey), usage, NOON, SKEW));
        refused(
                ApFault.Kind.CLOCK_SKEW,
                () -> opened.authenticate(authenticator("ann", NOON.plusSeconds(301), sessionKey), usage, NOON, SKEW));
    }

    @Test
    @Tag("A-008")
    void aTicketIsInForceFromStartToEnd() throws Exception {
        OpenedTicket opened = opened(TicketFlags.NONE, List.of());

        assertThatCode(() -> opened.checkTimes(NOON.minusSeconds(300), SKEW, SKEW))
                .doesNotThrowAnyException();
        refused(ApFault.Kind.TICKET_NOT_YET_VALID, () -> opened.checkTimes(NOON.minusSeconds(301), SKEW, SKEW));
        assertThatCode(() -> opened.checkTimes(NOON.plusSeconds(3900), SKEW, SKEW))
                .doesNotThrowAnyException();
        refused(ApFault.Kind.TICKET_EXPIRED, () -> opened.checkTimes(NOON.plusSeconds(3901), SKEW, SKEW));
        refused(ApFault.Kind.TICKET_EXPIRED, () -> opened.checkTimes(NOON.plusSeconds(3601), SKEW, Duration.ZERO));
        OpenedTicket invalid = opened(TicketFlags.of(TicketFlag.INVALID), List.of());
        refused(ApFault.Kind.TICKET_NOT_YET_VALID, () -> invalid.checkTimes(NOON.plusSeconds(60), SKEW, SKEW));
    }

    @Test
    @Tag("A-006")
    void aTicketThatListsAddressesIsGoodFromThemOnly() throws Exception {
        InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        InetAddress there = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
        OpenedTicket bound =
                opened(TicketFlags.NONE, List.of(new HostAddress(HostAddress.IPV4, Octets.wrap(here.getAddress()))));

        assertThatCode(() -> bound.checkAddress(here)).doesNotThrowAnyException();
        refused(ApFault.Kind.ADDRESS_NOT_LISTED, () -> bound.checkAddress(there));
        OpenedTicket windows =
                opened(TicketFlags.NONE, List.of(new HostAddress(HostAddress.NETBIOS, Octets.wrap(new byte[16]))));
        assertThatCode(() -> windows.checkAddress(there)).doesNotThrowAnyException();
        OpenedTicket free = opened(TicketFlags.NONE, List.of());
        assertThatCode(() -> free.checkAddress(there)).doesNotThrowAnyException();
    }
}
