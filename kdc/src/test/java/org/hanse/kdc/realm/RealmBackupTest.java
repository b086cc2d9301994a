package org.hanse.kdc.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hanse.kdc.store.RealmStore;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.SecretBytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup while the master key is being changed: the store and the keys that open it come from one moment. */
@Tag("R-007")
class RealmBackupTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SecretBytes PASSPHRASE =
            SecretBytes.copyOf("kogge unter vollen segeln".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void aRealm() {
        home = folder.resolve("home");
        RealmStore.create(home, RealmName.of("A.TEST"), Clock.systemUTC(), RANDOM)
                .close();
    }

    private RealmBackup backup(Runnable afterEachCopy) {
        return new RealmBackup(home -> new Store(home, afterEachCopy), Clock.systemUTC(), RANDOM);
    }

    /** As the command opens it, with something that happens right after the copy. */
    private static final class Store implements StoreOpener.Opened {
        private final RealmStore store;
        private final Runnable afterEachCopy;

        Store(Path home, Runnable afterEachCopy) {
            this.store = RealmStore.open(home, Clock.systemUTC(), RANDOM);
            this.afterEachCopy = afterEachCopy;
        }

        @Override
        public RealmName realm() {
            return store.realm();
        }

        @Override
        public long principals() {
            return store.principals().count();
        }

        @Override
        public void copyTo(Path file) {
            store.copyTo(file);
            afterEachCopy.run();
        }

        @Override
        public Kvno verify() {
            return store.verify();
        }

        @Override
        public void startKvnosAt(Kvno least) {
            store.startKvnosAt(least);
        }

        @Override
        public void skipDocumentVersions(long count) {
            store.skipDocumentVersions(count);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private void changeMasterKey() {
        try (RealmStore store = RealmStore.open(home, Clock.systemUTC(), RANDOM)) {
            store.changeMasterKey(moved -> {});
        }
    }

    @Test
    void aChangeOfTheMasterKeyMeanwhileOnlyMakesItCopyAgain() throws Exception {
        AtomicInteger copies = new AtomicInteger();
        RealmBackup backup = backup(() -> {
            if (copies.incrementAndGet() == 1) {
                changeMasterKey();
            }
        });

        backup.back(home, folder.resolve("file"), PASSPHRASE, Progress.UNSEEN);

        assertThat(copies).hasValue(2);
        backup.restore(folder.resolve("file"), folder.resolve("restored"), PASSPHRASE, Progress.UNSEEN);
        assertThat(folder.resolve("restored/master.key")).hasSameBinaryContentAs(home.resolve("master.key"));
    }

    @Test
    void aMasterKeyThatNeverRestsIsAFailureAndLeavesNothing() throws IOException {
        RealmFailure failure = catchThrowableOfType(
                RealmFailure.class,
                () -> backup(this::changeMasterKey).back(home, folder.resolve("file"), PASSPHRASE, Progress.UNSEEN));

        assertThat(failure).hasMessageContaining("the master key changes all the time");
        try (Stream<Path> left = Stream.concat(Files.list(folder), Files.list(home))) {
            assertThat(left.map(one -> one.getFileName().toString()))
                    .containsExactlyInAnyOrder("home", "store.db", "master.key");
        }
    }
}
