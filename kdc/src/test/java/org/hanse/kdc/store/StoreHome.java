package org.hanse.kdc.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/** A realm home for tests, and short words for what is in it. */
final class StoreHome {
    static final RealmName REALM = RealmName.of("STORE.TEST");
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");
    static final String ACTOR = "root@localhost";
    static final SecureRandom RANDOM = new SecureRandom();

    private StoreHome() {}

    static RealmStore create(Path home) {
        return RealmStore.create(home, REALM, Clock.fixed(NOON, ZoneOffset.UTC), RANDOM);
    }

    static RealmStore open(Path home) {
        return RealmStore.open(home, Clock.fixed(NOON, ZoneOffset.UTC), RANDOM);
    }

    static PrincipalName name(String text) {
        return Principal.parse(text, REALM).name();
    }

    static PrincipalKey key(long kvno, EncType etype) {
        return new PrincipalKey(Kvno.of(kvno), ProtocolKey.random(etype, RANDOM), Optional.empty(), Optional.empty());
    }

    static PrincipalDraft draft(String name) {
        return draft(name(name));
    }

    static PrincipalDraft draft(PrincipalName name) {
        return PrincipalDraft.of(name, List.of(key(1, EncType.AES256_CTS_HMAC_SHA384_192)));
    }

    static PrincipalEntry add(RealmStore store, String name) {
        return store.principals().write(ACTOR, changes -> changes.add(draft(name)));
    }

    static byte[] octets(PrincipalKey key) {
        return octets(key.key());
    }

    static byte[] octets(ProtocolKey key) {
        return key.toEncryptionKey().secret().reveal();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
