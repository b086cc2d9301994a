package org.hanse.kdc.admin.operation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hanse.realmtrust.federation.FederationList;
import org.hanse.realmtrust.federation.FederationMember;
import org.hanse.realmtrust.federation.JoinedFederation;
import org.hanse.realmtrust.federation.ListUrl;
import org.hanse.realmtrust.federation.SignedList;

/**
 * A federation that the realm has joined, as administrators see it.
 *
 * @param fingerprint that the operator typed
 * @param accept {@code none}, {@code in}, {@code out} or {@code both}
 * @param state {@code unknown}, {@code current}, {@code stale} or {@code over}
 * @param list the newest that was believed
 * @param problem why a later one was not
 */
public record FederationView(
        String name,
        String fingerprint,
        Optional<String> url,
        String accept,
        String state,
        Optional<Listed> list,
        Optional<String> problem) {
    /** @param signer fingerprint of the key that signed it */
    public record Listed(long version, Instant issued, Instant expires, String signer, List<Member> members) {
        public static Listed of(FederationList list) {
            return new Listed(
                    list.version(), list.issued(), list.expires(), list.signer().hex(), members(list.members()));
        }

        public static List<Member> members(List<FederationMember> members) {
            return members.stream()
                    .map(one -> new Member(one.realm().value(), one.id().hex(), one.url()))
                    .toList();
        }
    }

    public record Member(String realm, String id, String url) {}

    static FederationView of(JoinedFederation federation, Instant now) {
        return new FederationView(
                federation.name(),
                federation.pinned().hex(),
                federation.url().map(ListUrl::toString),
                federation.accept().word(),
                federation.standing(now).name().toLowerCase(Locale.ROOT),
                federation.list().map(SignedList::list).map(Listed::of),
                federation.problem());
    }
}
