package org.hanse.kdc.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hanse.kdc.store.RealmStore;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.document.DocumentFacts;
import org.hanse.realmtrust.document.Endpoints;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.Publication;
import org.hanse.realmtrust.document.RealmIdentity;
import org.hanse.realmtrust.document.RealmSigningKey;
import org.hanse.realmtrust.federation.Acceptance;
import org.hanse.realmtrust.federation.FederationDraft;
import org.hanse.realmtrust.federation.FederationMember;
import org.hanse.realmtrust.federation.JoinedFederation;
import org.hanse.realmtrust.federation.ListSigning;
import org.hanse.realmtrust.federation.ListUrl;
import org.hanse.realmtrust.federation.SignedList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A realm that has joined a federation, and the server that has its list, over real TLS. */
@Timeout(60)
class MembershipsTest {
    private static final String NORTH = "north.example";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final RealmSigningKey KEY = RealmSigningKey.generate(RANDOM);
    private static final RealmName SELF = RealmName.of("LUEBECK.EXAMPLE");
    private static final FederationMember BERGEN = member("BERGEN.EXAMPLE", new Fingerprint("2".repeat(64)));
    private static final FederationMember VISBY = member("VISBY.EXAMPLE", new Fingerprint("3".repeat(64)));

    @TempDir
    Path folder;

    private final Instant now = Instant.now();
    private RealmStore store;
    private PeerServer server;
    private PeerClient client;
    private Memberships memberships;
    private FederationMember self;

    private static FederationMember member(String realm, Fingerprint id) {
        return new FederationMember(RealmName.of(realm), id, "https://kdc." + realm.toLowerCase(Locale.ROOT));
    }

    @BeforeEach
    void open() throws Exception {
        store = RealmStore.create(folder.resolve("home"), SELF, Clock.systemUTC(), RANDOM);
        DocumentFacts facts = new DocumentFacts(
                new Endpoints(List.of("https://localhost"), List.of(), List.of()),
                List.of(),
                List.of(EncType.AES256_CTS_HMAC_SHA384_192),
                List.of(),
                List.of());
        RealmIdentity identity = store.identity()
                .change(none -> Publication.due(RealmIdentity.create(SELF, RANDOM), facts, now, RANDOM)
                        .orElseThrow());
        self = member(SELF.value(), identity.id());
        server = PeerServer.start(folder.resolve("lists"));
        client = new PeerClient(() -> false);
        memberships = Memberships.start(new Memberships.Source(
                SELF,
                store.federations(),
                store.identity(),
                store.declarations(),
                store.trusts(),
                client,
                Clock.systemUTC()));
        store.watchFederations(memberships::changed);
    }

    @AfterEach
    void close() {
        memberships.close();
        client.close();
        server.close();
        store.close();
    }

    private SignedList sign(Optional<SignedList> before, Duration life, FederationMember... members) {
        return ListSigning.next(
                new FederationDraft(NORTH, List.of(members)),
                before,
                List.of(KEY),
                Optional.empty(),
                now,
                life,
                RANDOM);
    }

    private SignedList sign(FederationMember... members) {
        return sign(Optional.empty(), Duration.ofDays(90), members);
    }

    private void serve(SignedList list) {
        server.answering(
                exchange -> PeerServer.send(exchange, 200, list.encoded().toByteArray()));
    }

    private void join(Acceptance accept) {
        join(accept, Optional.empty());
    }

    private void join(Acceptance accept, Optional<SignedList> list) {
        Optional<ListUrl> url = ListUrl.parse(server.url() + "/lists/north.p7m");
        assertThat(url).isPresent();
        store.federations()
                .change(
                        NORTH,
                        "test",
                        none -> Optional.of(new JoinedFederation(
                                NORTH, KEY.publicKey().fingerprint(), url, accept, list, Optional.empty())));
    }

    private JoinedFederation joined() {
        return store.federations().find(NORTH).orElseThrow();
    }

    private void isDeclared(FederationMember... members) {
        List<RealmName> names =
                List.of(members).stream().map(FederationMember::realm).toList();
        await().untilAsserted(() -> assertThat(store.declarations().all())
                .extracting(Declaration::peer)
                .containsExactlyElementsOf(names));
    }

    private void isRefused(String reason) {
        await().untilAsserted(
                        () -> assertThat(joined().problem().orElse("nothing")).contains(reason));
    }

    @Test
    void theListIsFetchedWhenARealmJoinsAndItsMembersAreDeclared() {
        serve(sign(self, BERGEN, VISBY));
        join(Acceptance.BOTH);
        isDeclared(BERGEN, VISBY);
        assertThat(server.asked()).containsOnly("GET /lists/north.p7m");
        assertThat(joined().problem()).isEmpty();
    }

    @Test
    void whatTheOperatorChangesCountsAtOnce() {
        serve(sign(self, BERGEN));
        join(Acceptance.NONE);
        await().until(() -> joined().list().isPresent());
        assertThat(store.declarations().all()).isEmpty();
        join(Acceptance.IN, joined().list());
        isDeclared(BERGEN);
        store.federations().change(NORTH, "test", found -> Optional.empty());
        isDeclared();
        assertThat(store.trusts().all()).isEmpty();
    }

    @Test
    @Tag("T-010")
    @Tag("T-011")
    void anOldListIsRefusedAndWhatIsKnownStays() {
        SignedList first = sign(self, BERGEN, VISBY);
        SignedList second = sign(Optional.of(first), Duration.ofDays(90), self, BERGEN);
        serve(first);
        join(Acceptance.BOTH, Optional.of(second));
        isRefused("DOCUMENT_ROLLED_BACK");
        isDeclared(BERGEN);
        assertThat(joined().list()).contains(second);
    }

    @Test
    @Tag("T-011")
    void aListThatIsKeptBackUntilItExpiresBringsNobodyIn() {
        serve(sign(Optional.empty(), Duration.ofSeconds(1), self, BERGEN));
        await().until(() -> Instant.now().isAfter(now.plusSeconds(1)));
        join(Acceptance.BOTH);
        isRefused("DOCUMENT_EXPIRED");
        assertThat(store.declarations().all()).isEmpty();
    }

    @Test
    @Tag("T-015")
    void whatIsNoListIsRefusedByName() {
        server.answering(exchange -> PeerServer.send(exchange, 200, new byte[SignedList.LONGEST + 64 * 1024]));
        join(Acceptance.BOTH);
        isRefused("answers with more than any such answer has");
    }

    @Test
    void aServerWithoutAListIsNamed() {
        server.answering(404, "nothing");
        join(Acceptance.BOTH);
        isRefused("is answered with status 404");
    }

    @Test
    @Tag("T-018")
    void nobodyThereIsNamedToo() {
        server.close();
        join(Acceptance.BOTH);
        isRefused("is answered by nobody");
    }

    @Test
    void anotherFederationsListIsRefused() {
        RealmSigningKey other = RealmSigningKey.generate(RANDOM);
        serve(ListSigning.next(
                new FederationDraft(NORTH, List.of(self, BERGEN)),
                Optional.empty(),
                List.of(other),
                Optional.empty(),
                now,
                Duration.ofDays(1),
                RANDOM));
        join(Acceptance.BOTH);
        isRefused("DOCUMENT_FINGERPRINT_OTHER");
    }
}
