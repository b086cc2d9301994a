package org.hanse.realmtrust.federation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.Declaration;
import org.hanse.realmtrust.declaration.Origin;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.trust.TrustDirection;

/**
 * What the lists of the federations that a realm has joined make of its declarations. Pure, docs/federation.md. What an operator has declared is never touched, nor
 * what an introduction has; and a list does not change the identity of a peer that it has brought.
 */
public final class Membership {
    private final RealmName self;
    private final Fingerprint selfId;
    private final List<JoinedFederation> federations;
    private final Instant now;

    /**
     * @param selfId this realm's id
     * @param federations in the order of their names
     */
    public Membership(RealmName self, Fingerprint selfId, List<JoinedFederation> federations, Instant now) {
        this.self = self;
        this.selfId = selfId;
        this.federations = List.copyOf(federations);
        this.now = now;
    }

    /** A list that speaks of a peer. */
    private record Voucher(JoinedFederation federation, FederationMember member) {
        Declaration declaration() {
            return new Declaration(
                    member.realm(),
                    member.url(),
                    Optional.of(member.id()),
                    Optional.empty(),
                    direction(),
                    Origin.FEDERATION,
                    Optional.of(federation.name()));
        }

        TrustDirection direction() {
            return federation.accept().direction().orElseThrow();
        }

        boolean isFresh(Instant now) {
            return federation.standing(now) == JoinedFederation.Standing.CURRENT;
        }
    }

    /** Of whom lists speak or have spoken, so that their declarations may have to change. */
    public Set<RealmName> concerned(List<Declaration> declarations) {
        Set<RealmName> peers = new TreeSet<>((one, other) -> one.value().compareTo(other.value()));
        federations.stream()
                .filter(federation -> federation.accept() != Acceptance.NONE)
                .flatMap(federation -> federation.list().stream())
                .flatMap(list -> list.list().members().stream())
                .map(FederationMember::realm)
                .filter(realm -> !realm.equals(self))
                .forEach(peers::add);
        declarations.stream()
                .filter(one -> one.origin() == Origin.FEDERATION)
                .map(Declaration::peer)
                .forEach(peers::add);
        return peers;
    }

    /**
     * What the declaration with {@code peer} should be.
     *
     * @param found what it is
     * @param isTrusted whether there is a trust with a realm of that name, without a declaration: then it is an operator's
     */
    public Optional<Declaration> wanted(RealmName peer, Optional<Declaration> found, boolean isTrusted) {
        if (found.isPresent()) {
            return found.get().origin() == Origin.FEDERATION ? kept(found.get()) : found;
        }
        return isTrusted ? Optional.empty() : brought(peer);
    }

    /** By the federation that brought it, or another that says the same; gone if no list speaks of the peer any more. */
    private Optional<Declaration> kept(Declaration found) {
        List<Voucher> vouchers = vouchers(found.peer()).toList();
        Optional<Voucher> own =
                vouchers.stream().filter(voucher -> isBy(found, voucher)).findFirst();
        Stream<Voucher> ownFirst = Stream.concat(own.stream(), vouchers.stream());
        Optional<Declaration> confirmed = ownFirst.filter(
                        voucher -> Optional.of(voucher.member().id()).equals(found.fingerprint()))
                .findFirst()
                .map(Voucher::declaration);
        // The same name with another id: what was known first stays, until the list drops it or an operator decides.
        return confirmed.or(() -> own.isPresent() || isUnheard(found) ? Optional.of(found) : Optional.empty());
    }

    /** The federation was joined again, by another key, and its list is to come. */
    private boolean isUnheard(Declaration found) {
        return federations.stream()
                .filter(federation -> federation.accept() != Acceptance.NONE)
                .filter(federation -> federation.standing(now) == JoinedFederation.Standing.UNKNOWN)
                .anyMatch(federation -> found.by().equals(Optional.of(federation.name())));
    }

    private static boolean isBy(Declaration found, Voucher voucher) {
        return found.by().equals(Optional.of(voucher.federation().name()));
    }

    /** Federations that contradict each other bring nobody. */
    private Optional<Declaration> brought(RealmName peer) {
        List<Voucher> fresh =
                vouchers(peer).filter(voucher -> voucher.isFresh(now)).toList();
        long ids =
                fresh.stream().map(voucher -> voucher.member().id()).distinct().count();
        return ids == 1 ? Optional.of(fresh.get(0).declaration()) : Optional.empty();
    }

    private Stream<Voucher> vouchers(RealmName peer) {
        return federations.stream()
                .flatMap(federation -> federation.voucher(peer, self, selfId, now).stream()
                        .map(member -> new Voucher(federation, member)));
    }
}
