package org.hanse.kdc.realm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hanse.kdc.store.RealmStore;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AdministratorsTest {
    private static final RealmName REALM = RealmName.of("A.TEST");
    private static final PrincipalName ANN = PrincipalName.of("ann", "admin");
    private static final PrincipalName BOB = PrincipalName.of("bob", "admin");
    private static final List<EncType> ETYPES = List.of(EncType.AES256_CTS_HMAC_SHA1_96);

    @Test
    @Tag("T-031")
    void ofTheLastTwoOneStaysThoughEachIsTakenAwayAtTheSameMoment(@TempDir Path home) throws Exception {
        SecureRandom random = new SecureRandom();
        Path file = Files.writeString(home.resolve("admin.acl"), "*/admin *\n");
        Administrators administrators = new Administrators(REALM, AccessList.read(file, REALM));
        ExecutorService two = Executors.newFixedThreadPool(2);
        try (RealmStore store = RealmStore.create(home, REALM, Clock.systemUTC(), random)) {
            Principals principals = new Principals(REALM, store.principals(), new KeyMaker(random), "test");
            for (int round = 0; round < 20; round++) {
                for (PrincipalName name : List.of(ANN, BOB)) {
                    if (store.principals().find(name).isEmpty()) {
                        principals.add(name, new KeySource.Random(), ETYPES, draft -> draft, true);
                    }
                }
                CyclicBarrier together = new CyclicBarrier(2);
                List<Future<Boolean>> gone = new ArrayList<>();
                for (PrincipalName name : List.of(ANN, BOB)) {
                    gone.add(two.submit(deed(together, () -> principals.delete(name, administrators))));
                }

                assertThat(List.of(gone.get(0).get(), gone.get(1).get()))
                        .as("one of them, whoever was faster")
                        .containsExactlyInAnyOrder(true, false);
            }
        } finally {
            two.shutdownNow();
        }
    }

    private static Callable<Boolean> deed(CyclicBarrier together, Callable<?> deed) {
        return () -> {
            together.await();
            try {
                deed.call();
                return true;
            } catch (RealmFailure last) {
                assertThat(last).hasMessageContaining("is the last that admin.acl gives all rights");
                return false;
            }
        };
    }
}
