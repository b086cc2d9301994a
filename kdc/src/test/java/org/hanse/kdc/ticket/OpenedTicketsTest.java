package org.hanse.kdc.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.ap.ApFault;
import org.hanse.protocol.ap.OpenedTicket;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.Ticket;
import org.hanse.protocol.wire.TicketFlags;
import org.hanse.protocol.wire.TransitedEncoding;
import org.junit.jupiter.api.Test;

class OpenedTicketsTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final RealmName REALM = RealmName.of("A.TEST");
    private static final PrincipalName TGS = PrincipalName.krbtgt(REALM);
    private static final EncType ETYPE = EncType.AES256_CTS_HMAC_SHA1_96;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ProtocolKey key = ProtocolKey.random(ETYPE, RANDOM);
    private final ProtocolKey other = ProtocolKey.random(ETYPE, RANDOM);
    private final OpenedTickets tickets = new OpenedTickets();

    @Test
    void aTicketShownAgainIsNotOpenedAgain() throws Exception {
        Octets sealed = sealed(content());
        OpenedTicket first = tickets.open(ticket(TGS, ETYPE, sealed), List.of(key));
        OpenedTicket second =
                tickets.open(ticket(TGS, ETYPE, Octets.copyOf(sealed.toByteArray())), List.of(other, key));

        assertThat(second.sessionKey())
                .as("the very object, with what it has derived")
                .isSameAs(first.sessionKey());
        assertThat(second.part()).isEqualTo(first.part());
        assertThat(tickets.open(ticket(TGS, ETYPE, sealed(content())), List.of(key))
                        .sessionKey())
                .as("another ticket")
                .isNotSameAs(first.sessionKey());
    }

    @Test
    void itOpensOnlyForTheKeyThatOpenedIt() throws Exception {
        Octets sealed = sealed(content());
        tickets.open(ticket(TGS, ETYPE, sealed), List.of(key));

        refused(ticket(TGS, ETYPE, sealed), List.of(other));
        refused(ticket(TGS, ETYPE, sealed), List.of());
        refused(ticket(TGS, EncType.AES128_CTS_HMAC_SHA1_96, sealed), List.of(key));
        assertThat(tickets.open(ticket(TGS, ETYPE, sealed), List.of(key))).isNotNull();
    }

    @Test
    void whatIsInClearIsWhatIsPresentedNow() throws Exception {
        Octets sealed = sealed(content());
        tickets.open(ticket(TGS, ETYPE, sealed), List.of(key));
        PrincipalName alias = PrincipalName.of("HTTP", "www.a.test");

        assertThat(tickets.open(ticket(alias, ETYPE, sealed), List.of(key))
                        .ticket()
                        .service())
                .isEqualTo(alias);
    }

    @Test
    void whatDiffersByOneBitIsAnotherTicket() throws Exception {
        Octets sealed = sealed(content());
        tickets.open(ticket(TGS, ETYPE, sealed), List.of(key));
        for (int at : new int[] {0, sealed.length() / 2, sealed.length() - 1}) {
            byte[] changed = sealed.toByteArray();
            changed[at] ^= 1;
            refused(ticket(TGS, ETYPE, Octets.wrap(changed)), List.of(key));
        }
    }

    @Test
    void whatDoesNotOpenIsTriedAnew() throws Exception {
        Octets sealed = sealed(content());
        refused(ticket(TGS, ETYPE, sealed), List.of(other));
        assertThat(tickets.open(ticket(TGS, ETYPE, sealed), List.of(key)).openedBy())
                .isEqualTo(key);
    }

    @Test
    void noMoreAreKeptThanThereIsRoomFor() throws Exception {
        int room = 10;
        OpenedTickets few = new OpenedTickets(room * 6000L);
        List<Octets> sealed = new ArrayList<>();
        List<ProtocolKey> sessionKeys = new ArrayList<>();
        for (int i = 0; i < 10 * room; i++) {
            sealed.add(sealed(content()));
            sessionKeys.add(
                    few.open(ticket(TGS, ETYPE, sealed.get(i)), List.of(key)).sessionKey());
        }
        int kept = 0;
        for (int i = 0; i < sealed.size(); i++) {
            OpenedTicket again = few.open(ticket(TGS, ETYPE, sealed.get(i)), List.of(key));
            assertThat(again.sessionKey()).as("kept or not").isEqualTo(sessionKeys.get(i));
            kept += again.sessionKey() == sessionKeys.get(i) ? 1 : 0;
        }
        assertThat(kept).isBetween(1, 2 * room);
    }

    private void refused(Ticket ticket, List<ProtocolKey> candidates) {
        assertThatThrownBy(() -> tickets.open(ticket, candidates))
                .isInstanceOfSatisfying(
                        ApFault.class, fault -> assertThat(fault.kind()).isEqualTo(ApFault.Kind.TICKET_NOT_OPENED));
    }

    private Octets sealed(byte[] content) {
        return Octets.wrap(key.seal(KeyUsage.TICKET, content, RANDOM));
    }

    private static Ticket ticket(PrincipalName service, EncType etype, Octets sealed) {
        return KerberosCodec.newTicket(REALM, service, new EncryptedData(etype, Optional.of(Kvno.FIRST), sealed));
    }

    private static byte[] content() {
        return KerberosCodec.encode(new EncTicketPart(
                TicketFlags.NONE,
                ProtocolKey.random(ETYPE, RANDOM).toEncryptionKey(),
                REALM,
                PrincipalName.of("ann"),
                TransitedEncoding.DIRECT,
                NOON,
                Optional.of(NOON),
                NOON.plusSeconds(3600),
                Optional.empty(),
                List.of(),
                AuthorizationData.NONE));
    }
}
