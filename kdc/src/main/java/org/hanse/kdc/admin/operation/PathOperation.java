package org.hanse.kdc.admin.operation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hanse.kdc.realm.Naming;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.kdc.realm.Right;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.PeerHistories;
import org.hanse.realmtrust.path.NextHop;
import org.hanse.realmtrust.path.PathTrace;
import org.hanse.realmtrust.path.RealmPaths;
import org.hanse.realmtrust.path.ToldTrusts;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustDirectory;

/** Which way a ticket would go: what the KDC decides by, told to people. */
public final class PathOperation {
    private PathOperation() {}

    /**
     * @param from the client's realm
     * @param to the service's
     */
    public record Ends(String from, String to) {}

    /** @param verdict {@code allowed}, {@code refused} or {@code not_decided_here} */
    public record Hop(String from, String to, String verdict, String why) {}

    /** @param hops up to the first that is refused; none within one realm */
    public record Path(List<Hop> hops) {
        public Path {
            hops = List.copyOf(hops);
        }
    }

    public static final Operation<Ends, Path> PATH = Operation.reading(
            "trust/path",
            "Tell which realms a ticket would pass, and why each hop is allowed or refused.",
            Ends.class,
            Path.class,
            asked -> List.of(Need.of(Right.INQUIRE)),
            (office, asked) ->
                    new Path(trace(office).between(Naming.realm(asked.from()), Naming.realm(asked.to())).stream()
                            .map(PathOperation::shown)
                            .toList()));

    private static Hop shown(PathTrace.Hop hop) {
        return new Hop(
                hop.from().value(), hop.to().value(), hop.verdict().name().toLowerCase(Locale.ROOT), hop.why());
    }

    private static PathTrace trace(Office office) throws RealmFailure {
        return new PathTrace(new NextHop(
                office.realm(),
                new Present(office.trusts().all()),
                new RealmPaths(office.settings().capaths()),
                told(office.peerHistories())));
    }

    /** By the documents themselves: nobody waits for a ticket here. */
    private static ToldTrusts told(PeerHistories histories) {
        return realm -> histories
                .find(realm)
                .map(history -> Set.copyOf(history.head().trusts()))
                .orElse(Set.of());
    }

    /** The trusts as they were at one moment. */
    private record Present(List<Trust> all) implements TrustDirectory {
        @Override
        public Optional<Trust> find(RealmName peer) {
            return all.stream().filter(trust -> trust.peer().equals(peer)).findFirst();
        }
    }
}
