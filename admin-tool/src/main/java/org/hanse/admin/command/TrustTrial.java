package org.hanse.admin.command;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.client.kdc.KdcFailure;
import org.hanse.client.kdc.KdcSender;
import org.hanse.client.tickets.TicketOptions;
import org.hanse.client.tickets.Tickets;
import org.hanse.kdc.realm.TestTickets;
import org.hanse.protocol.channel.ChannelFault;
import org.hanse.protocol.channel.TcpChannel;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.file.CredentialCache;
import org.hanse.protocol.file.KdcAddress;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.WireCode;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustState;

/**
 * Walks a ticket to a peer and back, RFC 4120 §1.2, as a user of this realm would go there and one of the peer's would come here, and says
 * at which step it fails, why, and who can mend it how. Of one run.
 */
final class TrustTrial {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /**
     * What one step came to. Codes are stable: scripts may go by them.
     *
     * @param said what was seen, for people
     * @param cause why it failed; empty if it did not
     */
    record Step(String code, boolean ok, String said, Optional<String> cause, Optional<String> cure) {
        static Step good(String code, String said) {
            return new Step(code, true, said, Optional.empty(), Optional.empty());
        }

        static Step bad(String code, String cause, String cure) {
            return new Step(code, false, cause, Optional.of(cause), Optional.of(cure));
        }
    }

    private final RealmName realm;
    private final Trust trust;
    private final TestTickets tests;
    private final Tickets tickets;
    private final TrustCures cures;
    private final List<Step> steps = new ArrayList<>();

    private TrustTrial(RealmName realm, Trust trust, boolean declared, TestTickets tests, Tickets tickets) {
        this.realm = realm;
        this.trust = trust;
        this.tests = tests;
        this.tickets = tickets;
        this.cures = new TrustCures(realm, trust.peer(), declared);
    }

    /**
     * The steps until the first that fails, or all.
     *
     * @param declared whether the realms agree on the keys by themselves
     */
    static List<Step> of(RealmName realm, Trust trust, boolean declared, TestTickets tests, Tickets tickets) {
        TrustTrial trial = new TrustTrial(realm, trust, declared, tests, tickets);
        trial.walk();
        return List.copyOf(trial.steps);
    }

    /** By TCP, which every KDC has and no answer is too long for. */
    static KdcSender kdcsOf(Trust trust) {
        return (peer, request) -> {
            String fault = "";
            for (String kdc : trust.kdcs()) {
                KdcAddress address = KdcAddress.parse(kdc);
                try {
                    return TcpChannel.exchange(
                            new InetSocketAddress(address.host(), address.port()), request, PATIENCE);
                } catch (ChannelFault failed) {
                    fault += (fault.isEmpty() ? "" : ", ") + kdc + ": " + failed.getMessage();
                }
            }
            throw new KdcFailure(KdcFailure.Kind.NO_KDC, fault);
        };
    }

    private void walk() {
        if (!isInUse()) {
            return;
        }
        if (!trust.policy().direction().out()) {
            steps.add(Step.good(
                    "INBOUND_ONLY",
                    "people of " + trust.peer() + " come here and nobody goes there: only a test at " + trust.peer()
                            + " can show more"));
            return;
        }
        Optional<Credential> there = tests.towards(trust);
        if (there.isEmpty()) {
            steps.add(Step.bad(
                    "OUT_KEY_MISSING",
                    "there is no key of a served enctype to seal tickets for " + trust.peer(),
                    cures.keyMissing()));
            return;
        }
        CredentialCache cache = cacheOf(there.get());
        if (arrives(cache) && trust.policy().direction().in()) {
            comesBack(cache).ifPresent(this::opens);
        }
    }

    private CredentialCache cacheOf(Credential ticket) {
        return new CredentialCache(tests.client(), Optional.empty(), List.of(ticket));
    }

    private boolean isInUse() {
        if (trust.state() == TrustState.ACTIVE) {
            steps.add(Step.good("TRUST_ACTIVE", "the trust is active here"));
            return true;
        }
        String why = trust.reason().map(reason -> " (" + reason + ")").orElse("");
        steps.add(
                trust.state() == TrustState.SUSPENDED
                        ? Step.bad(
                                "TRUST_SUSPENDED",
                                "the trust is suspended here" + why,
                                "hanse trust resume " + trust.peer())
                        : Step.bad(
                                "TRUST_NOT_ACTIVE",
                                "the trust is " + trust.state().word() + why,
                                cures.notActive(trust.state())));
        return false;
    }

    /** The peer's own ticket-granting service is asked for: nobody but the peer has to know us for that. */
    private boolean arrives(CredentialCache cache) {
        try {
            enter(cache);
            steps.add(Step.good("PEER_REACHED", "a KDC of " + trust.peer() + " answers"));
            steps.add(Step.good("OUT_ACCEPTED", trust.peer() + " accepts our tickets"));
            return true;
        } catch (KdcFailure failure) {
            if (failure.kind() == KdcFailure.Kind.NO_KDC) {
                steps.add(Step.bad(
                        "PEER_UNREACHABLE",
                        trust.kdcs().isEmpty()
                                ? "no KDC of " + trust.peer() + " is known here"
                                : "no KDC of " + trust.peer() + " answers (" + failure.getMessage() + ")",
                        "hanse trust modify " + trust.peer() + " --kdc HOST:PORT, or look at the way there"));
            } else {
                steps.add(Step.good("PEER_REACHED", "a KDC of " + trust.peer() + " answers"));
                steps.add(refusedThere(failure));
            }
            return false;
        }
    }

    private void enter(CredentialCache cache) throws KdcFailure {
        tickets.get(cache, Principal.krbtgt(trust.peer(), trust.peer()), TicketOptions.PLAIN);
    }

    private boolean enters(Credential ticket) {
        try {
            enter(cacheOf(ticket));
            return true;
        } catch (KdcFailure refused) {
            return false;
        }
    }

    /** MIT's KDC calls it a generic error when it has no key of the kvno, or of the enctype: which of the two, other tickets show. */
    private WireCode reason(KdcFailure failure) {
        WireCode code = failure.wireCode().orElse(WireCode.KRB_ERR_GENERIC);
        if (code != WireCode.KRB_ERR_GENERIC) {
            return code;
        }
        if (tests.withoutKvno(trust).filter(this::enters).isPresent()) {
            return WireCode.KRB_AP_ERR_BADKEYVER;
        }
        return tests.underOtherEnctypes(trust).stream().anyMatch(this::enters) ? WireCode.KDC_ERR_ETYPE_NOSUPP : code;
    }

    private Step refusedThere(KdcFailure failure) {
        String peer = trust.peer().value();
        String ours = "krbtgt/" + peer + "@" + realm;
        return switch (reason(failure)) {
            case KRB_AP_ERR_BADKEYVER ->
                Step.bad("WRONG_KVNO", peer + " has no key of kvno " + kvno() + " for " + ours, cures.keysDiffer());
            case KRB_AP_ERR_BAD_INTEGRITY, KRB_AP_ERR_MODIFIED, KDC_ERR_PREAUTH_FAILED ->
                Step.bad(
                        "WRONG_PASSWORD",
                        peer + " has another key of kvno " + kvno() + " for " + ours + ": another password, or salt",
                        cures.keysDiffer());
            case KDC_ERR_ETYPE_NOSUPP ->
                Step.bad(
                        "ENCTYPE_MISSING",
                        peer + " cannot use the enctype of our newest key, or has no key of it, for " + ours,
                        cures.enctypeMissing());
            case KRB_AP_ERR_SKEW, KRB_AP_ERR_TKT_NYV, KRB_AP_ERR_TKT_EXPIRED ->
                Step.bad(
                        "CLOCK_SKEW",
                        "the clocks here and at " + peer + " are too far apart",
                        "set both by a time service, or ask its administrator");
            case KDC_ERR_S_PRINCIPAL_UNKNOWN ->
                Step.bad("PEER_HAS_NO_TRUST", peer + " knows no " + ours, cures.trustMissingThere("in"));
            case KDC_ERR_POLICY, KDC_ERR_PATH_NOT_ACCEPTED ->
                Step.bad(
                        "PATH_REFUSED",
                        peer + " refuses by its policy: " + failure.getMessage(),
                        "ask its administrator whether the trust there is in use, and lets us in");
            default ->
                Step.bad(
                        "PEER_REFUSED",
                        peer + " refuses: " + failure.getMessage(),
                        "ask its administrator what its log says");
        };
    }

    private String kvno() {
        return trust.keysOut().get(0).kvno().toString();
    }

    private Optional<Credential> comesBack(CredentialCache cache) {
        String back = "krbtgt/" + realm + "@" + trust.peer();
        try {
            Credential returned = tickets.get(cache, Principal.krbtgt(realm, trust.peer()), TicketOptions.PLAIN)
                    .ticket();
            steps.add(Step.good("BACK_ISSUED", trust.peer() + " issues tickets for this realm"));
            return Optional.of(returned);
        } catch (KdcFailure failure) {
            boolean unknown = failure.wireCode().equals(Optional.of(WireCode.KDC_ERR_S_PRINCIPAL_UNKNOWN));
            steps.add(
                    unknown
                            ? Step.bad(
                                    "REVERSE_TRUST_MISSING",
                                    trust.peer() + " knows no " + back + ", so its people cannot come here",
                                    cures.trustMissingThere("out")
                                            + ", or say here that nobody comes: hanse trust modify " + trust.peer()
                                            + " --direction out")
                            : Step.bad(
                                    "BACK_REFUSED",
                                    trust.peer() + " issues no ticket for this realm: " + failure.getMessage(),
                                    "ask its administrator what its log says"));
            return Optional.empty();
        }
    }

    private void opens(Credential returned) {
        String peer = trust.peer().value();
        String theirs = "krbtgt/" + realm + "@" + peer;
        steps.add(
                switch (tests.judge(trust, returned)) {
                    case OPENED -> Step.good("IN_OPENED", "tickets that " + peer + " issues for this realm open here");
                    case WRONG_KVNO ->
                        Step.bad(
                                "WRONG_KVNO",
                                peer + " seals with a kvno of " + theirs + " that is not here",
                                cures.keysDiffer());
                    case WRONG_ENCTYPE ->
                        Step.bad(
                                "ENCTYPE_MISSING",
                                peer + " seals with an enctype of " + theirs + " that is not here",
                                cures.enctypeMissing());
                    case WRONG_KEY ->
                        Step.bad(
                                "WRONG_PASSWORD",
                                peer + " seals with another key of " + theirs + ": another password, or salt",
                                cures.keysDiffer());
                    case WRONG_CONTENT ->
                        Step.bad(
                                "WRONG_CONTENT",
                                "what " + peer + " issues for this realm names somebody else than it was asked for",
                                "ask its administrator what its log says");
                });
    }
}
