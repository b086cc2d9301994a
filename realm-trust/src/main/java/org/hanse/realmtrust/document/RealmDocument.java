package org.hanse.realmtrust.document;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;

/**
 * What a realm says of itself. Read and written by {@link SignedDocument} only, which checks it; times are whole seconds. Immutable.
 *
 * @param id fingerprint of the realm's first signing key, for ever
 * @param version 1 for the first document, then rising, with gaps where it must
 * @param predecessor the document that this one follows; the first has none
 * @param issued when it was made, by the realm's clock; says which keys might sign it
 * @param expires after this it says nothing any more
 * @param signingKeys who may sign the next document, and when
 * @param recovery fingerprint of the recovery key, whose halves stay unknown until it is needed
 * @param signer which key signed this one: of the predecessor's signing keys, or its recovery key
 * @param recoveryKey the recovery key itself, if it is the signer
 * @param domains DNS domains whose services the realm claims
 * @param enctypes that it has, of those known here, best first
 * @param suites names of key agreements that it knows, best first; some may not be known here
 * @param trusts realms that it sends clients on to, in the order of their names; it need not tell any, nor all
 */
public record RealmDocument(
        RealmName realm,
        Fingerprint id,
        long version,
        Optional<DocumentHash> predecessor,
        Instant issued,
        Instant expires,
        List<SigningPeriod> signingKeys,
        Fingerprint recovery,
        Fingerprint signer,
        Optional<SigningPublicKey> recoveryKey,
        Endpoints endpoints,
        List<String> domains,
        List<EncType> enctypes,
        List<String> suites,
        List<RealmName> trusts) {
    /** The value of the member {@code type}: another format gets another. */
    public static final String TYPE = "hanse-realm-document-v1";
    /** From issue to expiry, at most: a realm that is cut off, or whose peer keeps old answers, is noticed after that. */
    public static final Duration LONGEST_LIFE = Duration.ofDays(90);
    /** The highest version, 2^53 - 1. */
    public static final long GREATEST_VERSION = JsonForm.GREATEST;
    /** How many trusts a document tells of, at most. */
    public static final int MOST_TRUSTS = 512;

    public RealmDocument {
        signingKeys = List.copyOf(signingKeys);
        domains = List.copyOf(domains);
        enctypes = List.copyOf(enctypes);
        suites = List.copyOf(suites);
        trusts = List.copyOf(trusts);
    }

    public boolean isExpiredAt(Instant now) {
        return !now.isBefore(expires);
    }

    /** The listed key of this fingerprint, if it may sign at that time. */
    Optional<SigningPublicKey> signingKey(Fingerprint fingerprint, Instant time) {
        return signingKeys.stream()
                .filter(period -> period.includes(time))
                .map(SigningPeriod::key)
                .filter(key -> key.fingerprint().equals(fingerprint))
                .findFirst();
    }

    /** Whether a recovery key made it: then it beats others. */
    public boolean isRecovery() {
        return recoveryKey.isPresent();
    }
}
