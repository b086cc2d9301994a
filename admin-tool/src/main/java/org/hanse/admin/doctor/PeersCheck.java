package org.hanse.admin.doctor;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.hanse.protocol.file.KdcAddress;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.Trust;

/**
 * Whether the KDCs of the peers answer, as far as their addresses are known here. Nothing here needs them, but every user who goes
 * there does.
 */
final class PeersCheck {
    private static final String CHECK = "peers";
    /** For all of them together, name service included. */
    private static final Duration TOTAL = Duration.ofSeconds(20);

    private static final int AT_ONCE = 16;

    private PeersCheck() {}

    static List<Finding> of(List<Trust> trusts, Probe probe, Duration skew) {
        List<Finding> findings = new ArrayList<>();
        List<String> told = new ArrayList<>();
        List<Callable<Finding>> questions = new ArrayList<>();
        for (Trust trust : trusts) {
            for (String kdc : trust.kdcs()) {
                told.add(trust.peer() + " at " + kdc);
                questions.add(() -> ask(trust.peer(), kdc, probe, skew));
            }
            if (trust.kdcs().isEmpty()) {
                findings.add(Finding.ok(
                        CHECK,
                        trust.peer() + " has no --kdc here: its clients must find it by DNS or their krb5.conf"));
            }
        }
        findings.addAll(asked(questions, told));
        return findings.isEmpty() ? List.of(Finding.ok(CHECK, "there are none")) : findings;
    }

    private static List<Finding> asked(List<Callable<Finding>> questions, List<String> told) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
            Thread thread = new Thread(work, "doctor");
            thread.setDaemon(true);
            return thread;
        });
        List<Finding> findings = new ArrayList<>();
        try {
            List<Future<Finding>> answers = threads.invokeAll(questions, TOTAL.toSeconds(), TimeUnit.SECONDS);
            for (int i = 0; i < answers.size(); i++) {
                findings.add(answer(answers.get(i), told.get(i)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            findings.add(Finding.fail(CHECK, "interrupted before all of them were asked", "run it again"));
        } finally {
            threads.shutdownNow();
        }
        return findings;
    }

    private static Finding answer(Future<Finding> answer, String told) throws InterruptedException {
        try {
            return answer.get();
        } catch (CancellationException tooLate) {
            return Finding.fail(
                    CHECK, told + " was not reached in " + TOTAL.toSeconds() + " s", "look at the name service");
        } catch (ExecutionException bug) {
            throw new IllegalStateException("asking " + told, bug.getCause());
        }
    }

    private static Finding ask(RealmName peer, String kdc, Probe probe, Duration skew) {
        String who = peer + " at " + kdc;
        KdcAddress address;
        try {
            address = KdcAddress.parse(kdc);
        } catch (IllegalArgumentException wrong) {
            return Finding.fail(
                    CHECK, who + ": " + wrong.getMessage(), "hanse trust modify " + peer + " --kdc HOST:PORT");
        }
        List<Probe.Answer.OfKdc> answers = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (Probe.Way way : Probe.Way.values()) {
            Probe.Answer answer = probe.ask(peer, new InetSocketAddress(address.host(), address.port()), way);
            if (answer instanceof Probe.Answer.OfKdc answered) {
                answers.add(answered);
            } else if (answer instanceof Probe.Answer.None none) {
                silent.add(way + " (" + none.why() + ")");
            }
        }
        return judged(peer, who, answers, silent, skew);
    }

    private static Finding judged(
            RealmName peer, String who, List<Probe.Answer.OfKdc> answers, List<String> silent, Duration skew) {
        if (answers.isEmpty()) {
            return Finding.fail(
                    CHECK,
                    who + " does not answer by " + String.join(" nor by ", silent),
                    "look at the way there and at the firewalls, or ask its administrator; another address is set with hanse"
                            + " trust modify " + peer + " --kdc HOST:PORT");
        }
        for (Probe.Answer.OfKdc answer : answers) {
            if (!answer.realm().equals(peer)) {
                return Finding.fail(
                        CHECK,
                        who + " answers for realm " + answer.realm(),
                        "name a KDC of " + peer + " with hanse trust modify " + peer + " --kdc HOST:PORT");
            }
            if (answer.ahead().filter(ahead -> ahead.abs().compareTo(skew) > 0).isPresent()) {
                long seconds = answer.ahead().get().toSeconds();
                return Finding.fail(
                        CHECK,
                        who + " has a clock that is " + Math.abs(seconds) + " s "
                                + (seconds > 0 ? "ahead of" : "behind") + " this one",
                        "set both clocks by a time service, or ask its administrator");
            }
        }
        return silent.isEmpty()
                ? Finding.ok(CHECK, who + " answers by UDP and TCP")
                : Finding.warn(
                        CHECK,
                        who + " answers, but not by " + silent.get(0),
                        "large tickets need TCP and old clients UDP: look at the firewalls between");
    }
}
