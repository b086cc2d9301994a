package org.hanse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.kdc.store.RealmStore;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.file.Credential;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A long list, page by page, while another process writes. */
@Timeout(180)
class AdminPagesTest {
    /** Those that are there all the time; on 60 pages. */
    private static final int STAYING = 3000;

    private static final int PAGE = 50;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ProtocolKey KEY = ProtocolKey.random(EncType.AES128_CTS_HMAC_SHA1_96, RANDOM);

    @TempDir
    static Path folder;

    private static AdminPort port;
    private static Credential admin;

    @BeforeAll
    static void aRealmRuns() throws Exception {
        port = AdminPort.in(folder);
        try (RealmStore store = store()) {
            store.principals().write("test", changes -> {
                for (int i = 0; i < STAYING; i++) {
                    changes.add(draft(staying(i)));
                }
                return STAYING;
            });
        }
        admin = port.ticket(port.desk("admin/admin", "admin-password"));
    }

    @AfterAll
    static void theRealmStops() {
        port.close();
    }

    @Test
    @Tag("T-029")
    void theOrderIsStableAndNobodyIsLeftOutOrComesTwiceThoughOthersComeAndGo() throws Exception {
        AtomicBoolean read = new AtomicBoolean();
        CountDownLatch writing = new CountDownLatch(1);
        CompletableFuture<Integer> writer = CompletableFuture.supplyAsync(() -> comeAndGo(read, writing));
        assertThat(writing.await(30, TimeUnit.SECONDS)).isTrue();

        List<String> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            JsonNode page = page(after);
            assertThat(page.path("names").size()).isLessThanOrEqualTo(PAGE);
            page.path("names").forEach(name -> seen.add(name.asText()));
            after = Optional.ofNullable(page.path("next").textValue());
        } while (after.isPresent());
        read.set(true);

        assertThat(writer.get(30, TimeUnit.SECONDS)).as("changes meanwhile").isGreaterThan(STAYING / PAGE);
        assertThat(seen).isSorted().doesNotHaveDuplicates();
        List<String> staying = new ArrayList<>();
        for (int i = 0; i < STAYING; i++) {
            staying.add("page/" + staying(i).components().get(1) + "@LUEBECK.EXAMPLE");
        }
        assertThat(seen).containsSubsequence(staying);
        assertThat(seen).as("some of those that come and go").hasSizeGreaterThan(STAYING);
    }

    @Test
    @Tag("T-029")
    void aPageHasAnEnd() throws Exception {
        assertThat(port.post("principal/list", "{\"glob\": \"*\"}")
                        .with(admin)
                        .send()
                        .body()
                        .path("names")
                        .size())
                .isEqualTo(1000);
        for (String limit : List.of("1001", "0", "-1", "9223372036854775807")) {
            assertThat(port.post("principal/list", "{\"glob\": \"*\", \"limit\": " + limit + "}")
                            .with(admin)
                            .send()
                            .status())
                    .as(limit)
                    .isEqualTo(400);
        }
    }

    /** Names all over the list, before and behind what is being read. How many changes there were. */
    private static int comeAndGo(AtomicBoolean read, CountDownLatch writing) {
        int changes = 0;
        try (RealmStore store = store()) {
            PrincipalStore principals = store.principals();
            while (!read.get()) {
                PrincipalName name = PrincipalName.of(
                        "page", staying(RANDOM.nextInt(STAYING)).components().get(1) + "x");
                principals.write("test", work -> {
                    if (work.find(name).isPresent()) {
                        return work.delete(work.find(name).get()).name();
                    }
                    return work.tombstone(name).isPresent()
                            ? work.undelete(name).name()
                            : work.add(draft(name)).name();
                });
                changes++;
                writing.countDown();
            }
        }
        return changes;
    }

    private static JsonNode page(Optional<String> after) throws Exception {
        String from = after.map(name -> ", \"after\": \"" + name + "\"").orElse("");
        AdminPort.Answer answer = port.post("principal/list", "{\"glob\": \"page/*\", \"limit\": " + PAGE + from + "}")
                .with(admin)
                .send();
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static RealmStore store() {
        return RealmStore.open(port.home().home(), Clock.systemUTC(), RANDOM);
    }

    private static PrincipalName staying(int number) {
        return PrincipalName.of("page", String.format("%05d", number));
    }

    private static PrincipalDraft draft(PrincipalName name) {
        return PrincipalDraft.of(name, List.of(new PrincipalKey(Kvno.FIRST, KEY, Optional.empty(), Optional.empty())));
    }
}
