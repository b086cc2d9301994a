package org.hanse.client.accept;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hanse.protocol.ap.ApFault;
import org.hanse.protocol.ap.OpenedTicket;
import org.hanse.protocol.ap.ReplayCache;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.gss.GssAnswer;
import org.hanse.protocol.gss.GssChecksum;
import org.hanse.protocol.gss.Krb5Token;
import org.hanse.protocol.gss.TokenFault;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.ApOptions.ApOption;
import org.hanse.protocol.wire.ApRequest;
import org.hanse.protocol.wire.Authenticator;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncTicketPart;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.TicketFlags.TicketFlag;

/** Judges one krb5 context token, RFC 4120 §3.2.3, in that order; then policy; the replay cache last. Thread-safe. */
final class LoginJudge {
    /** A client whose every proof is good, and our answer to it. */
    record Admitted(Caller caller, GssAnswer answer) {}

    private final TicketOpening tickets;
    private final Admission admission;
    private final BindingRule bindingRule;
    private final Duration skew;
    private final ReplayCache replays;
    private final Clock clock;
    private final SecureRandom random;

    LoginJudge(
            TicketOpening tickets,
            Admission admission,
            BindingRule bindingRule,
            Duration skew,
            Clock clock,
            SecureRandom random) {
        this.tickets = tickets;
        this.admission = admission;
        this.bindingRule = bindingRule;
        this.skew = skew;
        this.replays = new ReplayCache(skew);
        this.clock = clock;
        this.random = random;
    }

    Admitted judge(Krb5Token token, Connection connection) throws Refusal {
        ApRequest request = read(token);
        TicketOpening.Opened opened = tickets.open(request.ticket());
        OpenedTicket ticket = opened.ticket();
        try {
            return judge(request, opened, connection, clock.instant());
        } catch (ApFault fault) {
            throw Refusal.because(fault).of(ticket.client());
        } catch (TokenFault fault) {
            throw Refusal.because(RefusalReason.AUTHENTICATOR_MALFORMED, String.valueOf(fault.getMessage()))
                    .of(ticket.client());
        }
    }

    private Admitted judge(ApRequest request, TicketOpening.Opened opened, Connection connection, Instant now)
            throws Refusal, ApFault, TokenFault {
        OpenedTicket ticket = opened.ticket();
        admission.judgeEnctype(ticket.client(), ticket.ticket().sealed().etype());
        admission.judgeEnctype(ticket.client(), ticket.sessionKey().etype());
        Authenticator authenticator =
                ticket.authenticate(request.authenticator(), KeyUsage.AP_REQ_AUTHENTICATOR, now, skew);
        if (connection.peer().isPresent()) {
            ticket.checkAddress(connection.peer().get());
        }
        ticket.checkTimes(now, skew, skew);
        GssChecksum checksum = GssChecksum.decode(authenticator
                .checksum()
                .orElseThrow(() -> Refusal.because(
                                RefusalReason.AUTHENTICATOR_MALFORMED, "the authenticator has no GSS checksum")
                        .of(ticket.client())));
        if (authenticator.subkey().isPresent()) {
            admission.judgeEnctype(ticket.client(), authenticator.subkey().get().etype());
        }
        Caller caller = caller(opened);
        admission.judge(caller);
        admission.judgeRestrictions(caller.principal(), caller.authorizationData());
        admission.judgeRestrictions(caller.principal(), authenticator.authorizationData());
        bindingRule.judge(checksum.bindings(), connection.bindings());
        GssAnswer answer = GssAnswer.to(ticket.sessionKey(), authenticator, checksum.flags(), random);
        switch (replays.admit(
                request.authenticator().cipher(), authenticator.time().instant(), now)) {
            case ADMITTED -> {}
            case REPLAYED -> throw new ApFault(ApFault.Kind.REPLAY);
            case FULL -> throw new ApFault(ApFault.Kind.REPLAYS_FULL);
        }
        return new Admitted(caller, answer);
    }

    private static ApRequest read(Krb5Token token) throws Refusal {
        if (token.id() != Krb5Token.AP_REQ) {
            throw Refusal.because(
                    RefusalReason.UNEXPECTED_TOKEN,
                    String.format("a krb5 token of type %04x where an AP-REQ belongs", token.id()));
        }
        try {
            ApRequest request = KerberosCodec.decodeApRequest(token.message());
            if (request.options().has(ApOption.USE_SESSION_KEY)) {
                throw Refusal.because(RefusalReason.USER_TO_USER_UNSUPPORTED);
            }
            return request;
        } catch (DecodeFault fault) {
            throw switch (fault.kind()) {
                case WRONG_MESSAGE_TYPE ->
                    Refusal.because(RefusalReason.UNEXPECTED_TOKEN, "another Kerberos message where an AP-REQ belongs");
                case WRONG_VERSION -> Refusal.because(RefusalReason.WRONG_VERSION);
                case MALFORMED, TOO_LONG -> Refusal.because(RefusalReason.NOT_A_TOKEN, "the token holds no AP-REQ");
            };
        }
    }

    private static Caller caller(TicketOpening.Opened opened) throws Refusal {
        EncTicketPart part = opened.ticket().part();
        List<RealmName> transited = TransitedRealms.of(part, opened.service().realm());
        return new Caller(
                opened.ticket().client(),
                opened.service(),
                transited,
                part.flags().has(TicketFlag.TRANSITED_POLICY_CHECKED),
                part.authTime(),
                part.endTime(),
                part.flags(),
                part.authorizationData());
    }
}
