package org.hanse.realmtrust.federation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.DocumentHash;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.document.SigningPeriod;
import org.hanse.realmtrust.document.SigningPublicKey;
import org.hanse.realmtrust.document.Spelling;

/**
 * What a federation says: who its members are. Read and written by {@link SignedList} only, which checks it; times are whole seconds. Immutable.
 *
 * @param federation its name, spelled as a DNS domain
 * @param version 1 for the first list, then one more each time
 * @param predecessor the list that this one follows; the first has none
 * @param expires after this it brings nobody in any more
 * @param signingKeys who may sign the lists of the federation, and when; the signer is one of them
 * @param signer which key signed this one
 * @param members by the order of their realms' names
 */
public record FederationList(
        String federation,
        long version,
        Optional<DocumentHash> predecessor,
        Instant issued,
        Instant expires,
        List<SigningPeriod> signingKeys,
        Fingerprint signer,
        List<FederationMember> members) {
    /** The value of the member {@code type}: another format gets another. */
    public static final String TYPE = "hanse-federation-list-v1";
    /** Twice the number of institutions that the largest federations have today. */
    public static final int MOST_MEMBERS = 10_000;
    /** From issue to expiry, at most. People sign lists, and once a year is rare enough: a list that is kept back is noticed after that. */
    public static final Duration LONGEST_LIFE = Duration.ofDays(366);

    public FederationList {
        signingKeys = List.copyOf(signingKeys);
        members = List.copyOf(members);
    }

    /** Whether a federation may be called that. */
    public static boolean isName(String text) {
        return Spelling.DOMAIN.fits(text);
    }

    public Optional<FederationMember> member(RealmName realm) {
        return members.stream().filter(one -> one.realm().equals(realm)).findFirst();
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
}
