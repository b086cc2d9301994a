package org.hanse.realmtrust.document;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;

/** A realm that signs documents: keys from a seed, and drafts that a test alters. */
final class SigningRealm {
    static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    static final Duration LIFE = Duration.ofDays(14);

    final RealmName name;
    final SecureRandom random;
    final RealmSigningKey first;
    final RealmSigningKey second;
    final RealmSigningKey third;
    final RealmSigningKey recovery;
    final RealmSigningKey thief;

    SigningRealm(String name, long seed) {
        this.name = RealmName.of(name);
        this.random = new SeededRandom(seed);
        this.first = RealmSigningKey.generate(random);
        this.second = RealmSigningKey.generate(random);
        this.third = RealmSigningKey.generate(random);
        this.recovery = RealmSigningKey.generate(random);
        this.thief = RealmSigningKey.generate(random);
    }

    static SigningRealm luebeck() {
        return new SigningRealm("LUEBECK.EXAMPLE", 1);
    }

    static Fingerprint id(RealmSigningKey key) {
        return key.publicKey().fingerprint();
    }

    static List<SigningPeriod> fromNoon(RealmSigningKey... keys) {
        return Arrays.stream(keys)
                .map(key -> new SigningPeriod(key.publicKey(), NOON, NOON.plus(Duration.ofDays(400))))
                .toList();
    }

    /** The realm's first document, of noon. */
    Draft first() {
        Draft draft = new Draft();
        draft.id = id(first);
        draft.signer = first;
        draft.signingKeys = fromNoon(first);
        draft.recovery = id(recovery);
        return draft;
    }

    /** What follows that document an hour later, by the same key. */
    Draft after(SignedDocument before) {
        Draft draft = first();
        draft.version = before.document().version() + 1;
        draft.predecessor = Optional.of(before.hash());
        draft.issued = before.document().issued().plus(Duration.ofHours(1));
        draft.signingKeys = before.document().signingKeys();
        draft.recovery = before.document().recovery();
        return draft;
    }

    /** What follows that document an hour later by the recovery key, and has another key. */
    Draft recoveryAfter(SignedDocument before, RealmSigningKey fresh) {
        Draft draft = after(before);
        draft.signer = recovery;
        draft.recoveryKey = Optional.of(recovery.publicKey());
        draft.signingKeys = fromNoon(fresh);
        return draft;
    }

    KeyHistory known(SignedDocument... documents) {
        return knownAt(documents[documents.length - 1].document().issued(), documents);
    }

    KeyHistory knownAt(Instant now, SignedDocument... documents) {
        return FirstContact.judge(name, Optional.empty(), List.of(documents), now)
                .fold(FirstContactOutcome.Known::history, refused -> {
                    throw new AssertionError("refused: " + refused.reason());
                });
    }

    /** A document that is being made. */
    final class Draft {
        Fingerprint id;
        long version = 1;
        Optional<DocumentHash> predecessor = Optional.empty();
        Instant issued = NOON;
        Duration life = LIFE;
        List<SigningPeriod> signingKeys;
        Fingerprint recovery;
        RealmSigningKey signer;
        Optional<SigningPublicKey> recoveryKey = Optional.empty();
        List<String> domains = List.of("luebeck.example");
        List<String> urls = List.of("https://kdc.luebeck.example");
        List<RealmName> trusts = List.of();
        List<String> suites = List.of("hanse-1-x25519-mlkem768-sha384-aes256");

        private Draft() {}

        Draft version(long number) {
            version = number;
            return this;
        }

        Draft issued(Instant time) {
            issued = time;
            return this;
        }

        Draft life(Duration duration) {
            life = duration;
            return this;
        }

        Draft keys(RealmSigningKey... keys) {
            signingKeys = fromNoon(keys);
            return this;
        }

        Draft periods(SigningPeriod... periods) {
            signingKeys = List.of(periods);
            return this;
        }

        Draft by(RealmSigningKey key) {
            signer = key;
            return this;
        }

        Draft recovery(RealmSigningKey key) {
            recovery = id(key);
            return this;
        }

        Draft domains(String... names) {
            domains = List.of(names);
            return this;
        }

        Draft urls(String... roots) {
            urls = List.of(roots);
            return this;
        }

        Draft trusts(String... names) {
            trusts = Stream.of(names).map(RealmName::of).toList();
            return this;
        }

        RealmDocument document() {
            return new RealmDocument(
                    name,
                    id,
                    version,
                    predecessor,
                    issued,
                    issued.plus(life),
                    signingKeys,
                    recovery,
                    id(signer),
                    recoveryKey,
                    new Endpoints(
                            urls,
                            List.of(Fingerprint.ofTlsKey(new byte[] {1})),
                            List.of("kdc.luebeck.example:88", "[2001:db8::1]:88")),
                    domains,
                    List.of(EncType.AES256_CTS_HMAC_SHA384_192, EncType.AES256_CTS_HMAC_SHA1_96),
                    suites,
                    trusts);
        }

        SignedDocument sign() {
            return SignedDocument.sign(document(), signer, random);
        }
    }
}
