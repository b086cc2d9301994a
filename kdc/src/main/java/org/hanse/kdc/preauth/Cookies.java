package org.hanse.kdc.preauth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.kdc.ticket.Realm;
import org.hanse.protocol.crypto.IntegrityFault;
import org.hanse.protocol.crypto.KeyUsage;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.KerberosCodec;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.PaData;
import org.hanse.protocol.wire.PaType;

/**
 * PA-FX-COOKIE, RFC 6113 §5.2: the state of a conversation, kept by the client, so that no server need keep it and any server of the
 * realm can go on. Sealed under the ticket-granting service's key, which all of them share; docs/formats/cookie.md has the octets.
 * Thread-safe.
 */
final class Cookies {
    /** As MIT's: time enough to find a token and type a number. */
    static final Duration LIFE = Duration.ofMinutes(10);

    private static final byte VERSION = 1;
    private static final int HEAD = 1 + Integer.BYTES;

    private final Realm realm;
    private final SecureRandom random;

    Cookies(Realm realm, SecureRandom random) {
        this.realm = realm;
        this.random = random;
    }

    /**
     * A cookie for the next request of this client.
     *
     * @param state a mechanism's PA-DATA type and what it wants to know then
     */
    PaData bake(Principal client, Optional<PaData> state, Instant now) {
        PrincipalKey key = current(now);
        byte[] states = KerberosCodec.encodeMethodData(state.map(List::of).orElse(List.of()));
        byte[] name = octets(client);
        ByteBuffer content = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + name.length + states.length);
        content.putLong(now.getEpochSecond()).putInt(name.length).put(name).put(states);
        byte[] sealed = key.key().seal(KeyUsage.FX_COOKIE, content.array(), random);
        ByteBuffer cookie = ByteBuffer.allocate(HEAD + sealed.length);
        cookie.put(VERSION).putInt((int) key.kvno().value()).put(sealed);
        return new PaData(PaType.FX_COOKIE, Octets.wrap(cookie.array()));
    }

    /** What a cookie says to the mechanism of this type. */
    Conversation read(Optional<PaData> cookie, int mechanism, Attempt attempt) {
        Optional<byte[]> opened = cookie.flatMap(one -> opened(one.value()));
        if (opened.isEmpty()) {
            return Conversation.NONE;
        }
        ByteBuffer content = ByteBuffer.wrap(opened.get());
        Instant baked = Instant.ofEpochSecond(content.getLong());
        byte[] name = new byte[content.getInt()];
        content.get(name);
        if (!MessageDigest.isEqual(name, octets(attempt.client()))) {
            return Conversation.NONE;
        }
        byte[] states = new byte[content.remaining()];
        content.get(states);
        boolean tooLate = attempt.now().isAfter(baked.plus(LIFE));
        return new Conversation(stateOf(mechanism, states), tooLate);
    }

    private Optional<byte[]> opened(Octets cookie) {
        if (cookie.length() <= HEAD || cookie.at(0) != VERSION) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(cookie.toByteArray(), 1, cookie.length() - 1);
        Kvno kvno = Kvno.of(Integer.toUnsignedLong(in.getInt()));
        byte[] sealed = new byte[in.remaining()];
        in.get(sealed);
        for (PrincipalKey key : tgs().keys()) {
            if (key.kvno().equals(kvno)) {
                try {
                    return Optional.of(key.key().open(KeyUsage.FX_COOKIE, sealed));
                } catch (IntegrityFault another) {
                    // Keys of one kvno differ in enctype, which the cookie does not say: the next may fit.
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Octets> stateOf(int mechanism, byte[] states) {
        try {
            for (PaData one : KerberosCodec.decodeMethodData(states)) {
                if (one.type() == mechanism) {
                    return Optional.of(one.value());
                }
            }
            return Optional.empty();
        } catch (DecodeFault fault) {
            throw new IllegalStateException("a cookie of our own sealing does not decode", fault);
        }
    }

    /** Of the realm's strongest enctype; the next round may come to another server. */
    private PrincipalKey current(Instant now) {
        List<PrincipalKey> keys = tgs().currentKeysEverywhere(now);
        return realm.settings().etypes().stream()
                .flatMap(etype -> keys.stream().filter(key -> key.etype().equals(etype)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the ticket-granting service has no key"));
    }

    private PrincipalEntry tgs() {
        return realm.principals()
                .find(realm.tgsName())
                .orElseThrow(() -> new IllegalStateException("the realm has no ticket-granting service"));
    }

    private static byte[] octets(Principal client) {
        return client.toString().getBytes(StandardCharsets.UTF_8);
    }
}
