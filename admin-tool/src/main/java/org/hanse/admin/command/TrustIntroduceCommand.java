package org.hanse.admin.command;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.session.Desk;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.IntroductionOperations;
import org.hanse.kdc.admin.operation.Nothing;
import org.hanse.kdc.realm.RealmFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hanse trust introduce}. */
@Command(
        header = "Trust another realm on the word of one that both trust.",
        description = {
            "Asks realm T, with which there is a trust by agreement, for an introduction to PEER. T tells both who the other is,"
                    + " signed; then they agree on keys of their own, which T never has. The trust lasts as long as the"
                    + " introduction, 30 days unless T says less. Asked again, it is prolonged; hanse trust confirm PEER, after"
                    + " comparing codes, makes it last.",
            "",
            "It comes about only where three operators allow it: T's has said hanse trust introductions --pass of both, and"
                    + " both of yours have said hanse trust introductions T --accept. A realm that was introduced introduces"
                    + " nobody, and what is known of PEER already always wins.",
            ""
        },
        footer = {"  hanse trust introduce BERGEN.EXAMPLE --by VISBY.EXAMPLE"})
final class TrustIntroduceCommand implements HanseCommand {
    private static final Duration EACH = Duration.ofMillis(200);

    @Parameters(paramLabel = "PEER", description = "The other realm.")
    String peer;

    @Option(names = "--by", paramLabel = "T", required = true, description = "The realm that both trust.")
    String introducer;

    @Mixin
    WaitOption wait = new WaitOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure, IOException {
        Duration most = wait.most();
        long begin = System.nanoTime();
        try (Desk desk = home.desk(here)) {
            desk.ask(IntroductionOperations.INTRODUCE, new IntroductionOperations.Introduce(peer, introducer));
            Optional<IntroductionOperations.Wish> wish = wish(desk);
            while (wish.filter(one -> one.problem().isEmpty()).isPresent()
                    && System.nanoTime() - begin < most.toNanos()) {
                LockSupport.parkNanos(EACH.toNanos());
                wish = wish(desk);
            }
            Optional<String> problem = wish.flatMap(IntroductionOperations.Wish::problem);
            if (problem.isPresent()) {
                throw CommandFailure.of(new Exception(problem.get()));
            }
            if (wish.isPresent()) {
                here.out().println("a server asks for it; hanse trust introductions tells what came of it");
            } else {
                here.out().println(introducer + " has introduced " + peer);
                new AgreementWait(desk, here, peer).forKeys(0, most.minusNanos(System.nanoTime() - begin));
            }
        }
        return 0;
    }

    /** Gone when it has come about. */
    private Optional<IntroductionOperations.Wish> wish(Desk desk) throws CommandFailure, RealmFailure, IOException {
        return desk.ask(IntroductionOperations.LIST, new Nothing()).wishes().stream()
                .filter(one -> one.peer().equals(peer))
                .findFirst();
    }
}
