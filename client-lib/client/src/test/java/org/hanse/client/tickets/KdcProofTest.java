package org.hanse.client.tickets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.client.kdc.KdcFailure.Kind;
import org.hanse.client.kdc.ScriptedKdc;
import org.hanse.client.login.ClientSecret;
import org.hanse.client.login.Login;
import org.hanse.client.login.LoginRequest;
import org.hanse.client.login.LoginResult;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.file.Keytab;
import org.hanse.protocol.file.KeytabEntry;
import org.hanse.protocol.file.Krb5Conf;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.KdcReply;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.MessageType;
import org.hanse.protocol.wire.SecretBytes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever stands before a login screen knows a password; what he does not know is the machine's key. */
@Tag("A-034")
class KdcProofTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    private static final Principal DESK = Principal.parse("host/desk.a.test@A.TEST");

    private final Krb5Conf conf = Krb5Conf.empty();
    private final ScriptedKdc realm = kdc();
    private final ScriptedKdc impostor = kdc();
    private final Keytab deskKeys = Keytab.of(List.of(new KeytabEntry(
            DESK, Instant.EPOCH, Kvno.FIRST, realm.services.get(DESK.name()).toEncryptionKey())));

    @Test
    void theRealmsKdcMakesATicketUnderTheMachinesKey() throws KdcFailure {
        assertThat(proofOf(realm).of(login(realm, "alice"), DESK, deskKeys)).isEqualTo(KdcProof.Verdict.VERIFIED);
    }

    @Test
    void aKdcOfSomebodyWhoKnowsThePasswordDoesNot() throws KdcFailure {
        LoginResult login = login(impostor, "alice");

        KdcFailure failure =
                catchThrowableOfType(KdcFailure.class, () -> proofOf(impostor).of(login, DESK, deskKeys));

        assertThat(failure.kind()).isEqualTo(Kind.REPLY_NOT_TRUSTED);
        assertThat(failure).hasMessageContaining("this machine's key");
    }

    @Test
    void aMachineWithoutAKeyIsToldThatNothingIsVerified() throws KdcFailure {
        LoginResult login = login(impostor, "alice");

        assertThat(proofOf(impostor).of(login, DESK, Keytab.of(List.of()))).isEqualTo(KdcProof.Verdict.NOT_VERIFIED);
    }

    /** The impostor's own ticket for the machine, which the realm made for him, and alice's that he overheard. */
    @Test
    void aTrueTicketThatWasMadeForSomebodyElseProvesNothing() throws KdcFailure {
        for (String owner : List.of("mallory", "alice")) {
            Tickets honest = new Tickets(conf, ScriptedKdc.network(realm), CLOCK, ScriptedKdc.RANDOM);
            Credential overheard = honest.get(login(realm, owner).toCache(), DESK, TicketOptions.PLAIN)
                    .ticket();
            LoginResult login = login(impostor, "alice");
            impostor.lieOutside = reply -> reply.type() == MessageType.TGS_REP ? carrying(overheard, reply) : reply;

            KdcFailure failure = catchThrowableOfType(
                    KdcFailure.class, () -> proofOf(impostor).of(login, DESK, deskKeys));

            assertThat(failure.kind()).isEqualTo(Kind.REPLY_NOT_TRUSTED);
            assertThat(failure).hasMessageContaining("made for somebody else");
        }
    }

    private static KdcReply carrying(Credential other, KdcReply reply) {
        try {
            return new KdcReply(
                    reply.type(),
                    reply.padata(),
                    reply.clientRealm(),
                    reply.clientName(),
                    KerberosCodec.decodeTicket(other.ticket().toByteArray()),
                    reply.sealed());
        } catch (DecodeFault e) {
            throw new AssertionError(e);
        }
    }

    private static ScriptedKdc kdc() {
        return new ScriptedKdc("A.TEST", CLOCK)
                .withUser("alice")
                .withUser("mallory")
                .withService("host", "desk.a.test");
    }

    private KdcProof proofOf(ScriptedKdc kdc) {
        return new KdcProof(new Tickets(conf, ScriptedKdc.network(kdc), CLOCK, ScriptedKdc.RANDOM));
    }

    private LoginResult login(ScriptedKdc kdc, String user) throws KdcFailure {
        Login login = new Login(conf, ScriptedKdc.network(kdc), CLOCK, ScriptedKdc.RANDOM);
        return login.login(
                LoginRequest.of(Principal.parse(user + "@A.TEST"), conf),
                new ClientSecret.Password(SecretBytes.copyOf("secret".getBytes())));
    }
}
