package org.hanse.admin.command;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.AgreementView;
import org.hanse.kdc.admin.operation.Nothing;
import org.hanse.kdc.admin.operation.RealmOperations;
import org.hanse.kdc.admin.operation.TrustOperations;
import org.hanse.kdc.admin.operation.TrustView;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.trust.TrustState;

/** What a command about an agreement does after it: looks how the servers come on with it, says so, and what there is to do next. */
final class AgreementWait {
    private static final Duration EACH = Duration.ofMillis(200);

    private final Desk desk;
    private final Surroundings here;
    private final String peer;

    AgreementWait(Desk desk, Surroundings here, String peer) {
        this.desk = desk;
        this.here = here;
        this.peer = peer;
    }

    /**
     * @param after the epoch that was the newest, or 0: a later one is waited for
     * @param most how long
     */
    void forKeys(long after, Duration most) throws CommandFailure, RealmFailure, IOException {
        long begin = System.nanoTime();
        TrustView trust = shown();
        String told = "";
        while (!isOver(trust, after) && System.nanoTime() - begin < most.toNanos()) {
            if (!trust.state().equals(told)) {
                told = trust.state();
                here.out().println("the trust with " + peer + " is " + told + " ...");
            }
            LockSupport.parkNanos(EACH.toNanos());
            trust = shown();
        }
        tell(trust, after);
    }

    private TrustView shown() throws CommandFailure, RealmFailure, IOException {
        return desk.ask(TrustOperations.SHOW, new TrustOperations.Peer(peer));
    }

    private static boolean isOver(TrustView trust, long after) {
        return hasKeys(trust, after) || needsCodes(trust) || is(trust, TrustState.SUSPENDED);
    }

    /** Whether it waits for people. What somebody has just confirmed, the servers have yet to hear of. */
    private static boolean needsCodes(TrustView trust) {
        return is(trust, TrustState.UNCONFIRMED)
                && trust.agreement().filter(AgreementView::confirmed).isEmpty();
    }

    /** Whether new keys are in use in all directions that there are. */
    private static boolean hasKeys(TrustView trust, long after) {
        Optional<AgreementView> agreement = trust.agreement();
        boolean seals = trust.direction().equals("in")
                || agreement
                        .flatMap(AgreementView::issuing)
                        .filter(epoch -> epoch > after)
                        .isPresent();
        boolean opens =
                agreement.map(AgreementView::epochs).orElse(List.of()).stream().anyMatch(epoch -> epoch > after);
        return is(trust, TrustState.ACTIVE) && seals && opens;
    }

    private static boolean is(TrustView trust, TrustState state) {
        return trust.state().equals(state.word());
    }

    private void tell(TrustView trust, long after) throws CommandFailure, RealmFailure, IOException {
        if (hasKeys(trust, after)) {
            here.out()
                    .println("the trust with " + peer + " is active, direction " + trust.direction() + ", under kvno "
                            + trust.agreement().orElseThrow().epochs().get(0));
            return;
        }
        here.out()
                .println("the trust with " + peer + " is " + trust.state()
                        + trust.reason().map(why -> ": " + why).orElse(""));
        if (needsCodes(trust)) {
            tellCodes(trust);
        } else {
            here.out().println("Servers go on by themselves; hanse trust show " + peer + " tells how far they are.");
        }
        if (is(trust, TrustState.DECLARED) || needsCodes(trust)) {
            tellTheOther();
        }
    }

    private void tellCodes(TrustView trust) {
        here.out()
                .println(
                        "Nobody has said yet that who answers there is the realm that you mean. Compare codes, by telephone say:");
        trust.agreement()
                .flatMap(AgreementView::code)
                .ifPresent(code -> here.out().println("  read this to the operator of " + peer + ":  " + code));
        here.out().println("  type what he reads to you:  hanse trust confirm " + peer + " --code CODE");
    }

    /** Both sides have to declare each other. */
    private void tellTheOther() throws CommandFailure, RealmFailure, IOException {
        RealmOperations.Shown own = desk.ask(RealmOperations.SHOW, new Nothing());
        long port = own.listen().httpsPort();
        String url = "https://" + own.publicName() + (port == 443 ? "" : ":" + port);
        String fingerprint = own.keys()
                .flatMap(keys -> Fingerprint.parse(keys.id()))
                .map(id -> " --fingerprint " + id.grouped())
                .orElse("");
        here.out().println("The operator of " + peer + " types, if that has not been done:");
        here.out().println("  hanse trust declare " + own.name() + " --url " + url + fingerprint);
    }
}
