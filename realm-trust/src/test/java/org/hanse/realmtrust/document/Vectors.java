package org.hanse.realmtrust.document;

import static org.hanse.realmtrust.document.SigningRealm.id;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Documents for whoever writes a second implementation, made of fixed seeds: a history of a realm, and documents that look like its second one, each
 * with one fault. A bad one's name begins with the reason of its refusal.
 */
final class Vectors {
    final SigningRealm realm = SigningRealm.luebeck();
    final SignedDocument first = realm.first().sign();
    final SignedDocument second =
            realm.after(first).keys(realm.first, realm.second).sign();
    final SignedDocument third = realm.after(second)
            .by(realm.second)
            .keys(realm.second)
            .trusts("BERGEN.EXAMPLE", "VISBY.EXAMPLE")
            .sign();
    final SignedDocument recovered =
            realm.recoveryAfter(third, realm.third).recovery(realm.thief).sign();

    private final byte[] payload = DocumentWriter.write(second.document());

    /** By the order of the history. */
    Map<String, byte[]> good() {
        Map<String, byte[]> vectors = new TreeMap<>();
        vectors.put("good-1-first", encoded(first));
        vectors.put("good-2-lists-a-second-key", encoded(second));
        vectors.put("good-3-by-the-second-key", encoded(third));
        vectors.put("good-4-by-the-recovery-key", encoded(recovered));
        return vectors;
    }

    /** The fault is in the form of CMS or in a signature. */
    Map<String, byte[]> badSignatures() {
        Map<String, byte[]> vectors = new TreeMap<>();
        byte[] good = encoded(second);
        vectors.put("NOT_CMS-cut-off", Arrays.copyOf(good, good.length - 1));
        vectors.put("NOT_CMS-octet-behind", Arrays.copyOf(good, good.length + 1));
        vectors.put("NOT_STRICT_CMS-sha-1", OddCms.sha1(realm, realm.first).of(payload));
        vectors.put("NOT_STRICT_CMS-sha-256", OddCms.sha256(realm, realm.first).of(payload));
        vectors.put("NOT_STRICT_CMS-null-parameters", odd().digestWithNull().of(payload));
        vectors.put(
                "NOT_STRICT_CMS-third-attribute",
                odd().attribute("2.25.1", "more").of(payload));
        vectors.put("NOT_STRICT_CMS-unsigned-attribute", odd().unsigned().of(payload));
        vectors.put("NOT_STRICT_CMS-certificate", odd().certificates().of(payload));
        vectors.put(
                "NOT_STRICT_CMS-other-type-signed",
                odd().contentTypes(ContentType.REALM_DOCUMENT.oid().getId(), "2.25.2")
                        .of(payload));
        vectors.put(
                "OTHER_CONTENT_TYPE-data",
                odd().contentTypes("1.2.840.113549.1.7.1", "1.2.840.113549.1.7.1")
                        .of(payload));
        vectors.put(
                "WRONG_SIGNERS-ed25519-alone",
                odd().signers(both -> both.subList(0, 1)).of(payload));
        vectors.put(
                "WRONG_SIGNERS-ml-dsa-alone",
                odd().signers(both -> both.subList(1, 2)).of(payload));
        vectors.put(
                "WRONG_SIGNERS-three",
                odd().signers(both -> List.of(both.get(0), both.get(1), both.get(1)))
                        .of(payload));
        OddCms unordered = odd().signers(both -> List.of(both.get(1), both.get(0)));
        unordered.isSetAsItComes = true;
        vectors.put("WRONG_SIGNERS-order", unordered.of(payload));
        vectors.put("WRONG_SIGNERS-names-another", signedBy(realm.second));
        vectors.put("SIGNATURE_WRONG-ed25519", flipped(good, "ed25519"));
        vectors.put("SIGNATURE_WRONG-ml-dsa", flipped(good, "mlDsa65"));
        return vectors;
    }

    /** Signed well; the fault is in the payload. */
    Map<String, byte[]> badPayloads() {
        Map<String, byte[]> vectors = new TreeMap<>();
        vectors.put("NOT_JSON-fraction", text("\"version\":2", "\"version\":2.0"));
        vectors.put("NOT_JSON-null", text("\"version\":2", "\"version\":2,\"z\":null"));
        vectors.put("NOT_JSON-nine-levels", text("\"version\":2", "\"version\":2,\"z\":[[[[[[[[]]]]]]]]"));
        vectors.put("DUPLICATE_MEMBER-version", text("\"version\":2", "\"version\":2,\"version\":3"));
        vectors.put("NOT_STRICT_JSON-space", text("\"version\":2", "\"version\": 2"));
        vectors.put("NOT_STRICT_JSON-escape", text("\"realm\":\"L", "\"realm\":\"\\u004c"));
        vectors.put("NOT_STRICT_JSON-order", text("{", "{\"zz\":1,"));
        vectors.put("NOT_STRICT_JSON-line-end", text("}\u0000", "}\n"));
        vectors.put("OTHER_TYPE-version-2", text("document-v1", "document-v2"));
        vectors.put(
                "UNKNOWN_CRITICAL-quorum",
                text("\"critical\":[]", "\"critical\":[\"quorum\"]", "\"realm\":", "\"quorum\":2,\"realm\":"));
        vectors.put("MEMBER_MISSING-recovery", without("recovery"));
        vectors.put("MEMBER_WRONG-realm-lower-case", text("\"LUEBECK.EXAMPLE\"", "\"luebeck.example\""));
        vectors.put("MEMBER_WRONG-realm-last-dot", text("\"LUEBECK.EXAMPLE\"", "\"LUEBECK.EXAMPLE.\""));
        vectors.put("MEMBER_WRONG-30th-of-february", text("\"issued\":\"2026-11-25T", "\"issued\":\"2026-02-30T"));
        vectors.put("MEMBER_WRONG-url-http", text("\"https://kdc", "\"http://kdc"));
        vectors.put("WEAK_ENCTYPE-arcfour", text("\"aes256-cts-hmac-sha1-96\"", "\"arcfour-hmac\""));
        vectors.put("CONTRADICTION-lives-a-year", text("\"expires\":\"2026-12", "\"expires\":\"2027-11"));
        vectors.put("CONTRADICTION-no-predecessor", without("predecessor"));
        vectors.put("MEMBER_WRONG-trusts-order", telling("VISBY.EXAMPLE", "BERGEN.EXAMPLE"));
        vectors.put("MEMBER_WRONG-trusts-none", telling());
        vectors.put("CONTRADICTION-trusts-itself", telling("LUEBECK.EXAMPLE"));
        return vectors;
    }

    /** Well formed and well signed, but they may not follow the first. */
    Map<String, byte[]> badSuccessors() {
        Map<String, byte[]> vectors = new TreeMap<>();
        SigningRealm other = new SigningRealm("LUEBECK.EXAMPLE", 2);
        vectors.put(
                "OTHER_REALM",
                encoded(new SigningRealm("BERGEN.EXAMPLE", 3).first().sign()));
        vectors.put("OTHER_IDENTITY", encoded(other.first().sign()));
        vectors.put("NOT_LINKED-one-between", encoded(third));
        vectors.put(
                "SIGNER_NOT_ALLOWED",
                encoded(realm.after(first).by(realm.second).sign()));
        vectors.put(
                "ISSUED_TOO_EARLY",
                encoded(realm.after(first)
                        .issued(SigningRealm.NOON.minusSeconds(1))
                        .periods(new SigningPeriod(
                                realm.first.publicKey(),
                                SigningRealm.NOON.minusSeconds(60),
                                SigningRealm.NOON.plusSeconds(60)))
                        .sign()));
        vectors.put(
                "ISSUED_IN_FUTURE",
                encoded(realm.after(first)
                        .issued(SigningRealm.NOON.plus(Duration.ofDays(30)))
                        .sign()));
        vectors.put(
                "EXPIRED",
                encoded(realm.after(first).life(Duration.ofMinutes(1)).sign()));
        vectors.put(
                "RECOVERY_KEEPS_KEYS",
                encoded(realm.recoveryAfter(first, realm.third)
                        .keys(realm.third, realm.first)
                        .sign()));
        return vectors;
    }

    private OddCms odd() {
        return new OddCms(realm, realm.first);
    }

    private byte[] text(String... oldAndNew) {
        String text = new String(payload, StandardCharsets.UTF_8) + "\u0000";
        for (int i = 0; i < oldAndNew.length; i += 2) {
            if (!text.contains(oldAndNew[i])) {
                throw new AssertionError("no " + oldAndNew[i] + " in the payload");
            }
            // The first place only: so that each vector has one fault.
            text = text.replaceFirst(
                    java.util.regex.Pattern.quote(oldAndNew[i]),
                    java.util.regex.Matcher.quoteReplacement(oldAndNew[i + 1]));
        }
        return signed(text.replace("\u0000", "").getBytes(StandardCharsets.UTF_8));
    }

    private byte[] telling(String... trusts) {
        return altered(members -> members.put("trusts", List.of(trusts)));
    }

    private byte[] without(String member) {
        return altered(members -> members.remove(member));
    }

    private byte[] altered(Consumer<Map<String, Object>> change) {
        Map<String, Object> members = PayloadTest.members(payload);
        change.accept(members);
        return signed(JsonForm.write(members));
    }

    private byte[] signed(byte[] anything) {
        return SignedPayload.sign(ContentType.REALM_DOCUMENT, anything, realm.first, realm.random)
                .encoded()
                .toByteArray();
    }

    private byte[] signedBy(RealmSigningKey key) {
        return SignedPayload.sign(ContentType.REALM_DOCUMENT, payload, key, realm.random)
                .encoded()
                .toByteArray();
    }

    /** One bit of one signature is another. */
    private static byte[] flipped(byte[] good, String half) {
        byte[] bad = good.clone();
        boolean lattice = half.equals("mlDsa65");
        int place = lattice ? good.length - 2000 : PlainVerifier.endOfEd25519(good) - 40;
        bad[place] ^= 1;
        return bad;
    }

    private static byte[] encoded(SignedDocument document) {
        return document.encoded().toByteArray();
    }

    Fingerprint realmId() {
        return id(realm.first);
    }
}
