package org.hanse.kdc.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.principal.KadminService;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.principal.PrincipalKey;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustKey;

/** Makes a {@link TargetService} of an entry or of a trust: picks the key that seals. Thread-safe. */
public final class Services {
    private static final Set<PrincipalFlag> PEER_TGS_FLAGS = defaultFlags();

    private final Realm realm;

    public Services(Realm realm) {
        this.realm = realm;
    }

    /**
     * The service of exactly this name: a principal of this realm, or the ticket-granting service of a realm that we may send
     * our clients to. Empty for a name that is neither, for one that RFC 8062 §3 reserves, and for a principal that is switched off.
     *
     * @throws Refusal SERVICE_HAS_NO_KEY
     */
    public Optional<TargetService> find(PrincipalName asked, Instant now) throws Refusal {
        if (asked.isKrbtgt() && !asked.equals(realm.tgsName())) {
            Optional<Trust> trust = peerOf(asked).filter(Trust::admitsOut);
            return trust.isPresent() ? Optional.of(peerTgs(trust.get())) : Optional.empty();
        }
        Optional<PrincipalEntry> entry = realm.principals()
                .find(asked)
                .filter(found ->
                        found.has(PrincipalFlag.ALLOW_TIX) && !found.name().isWellKnown());
        return entry.isPresent() ? Optional.of(local(asked, entry.get(), now)) : Optional.empty();
    }

    private Optional<Trust> peerOf(PrincipalName krbtgt) {
        String peer = krbtgt.components().get(1);
        return peer.isEmpty() || peer.indexOf('\0') >= 0
                ? Optional.empty()
                : realm.trusts().find(RealmName.of(peer));
    }

    /**
     * A service of this realm, under the name that the client asked for.
     *
     * @throws Refusal SERVICE_HAS_NO_KEY
     */
    public TargetService local(PrincipalName asked, PrincipalEntry entry, Instant now) throws Refusal {
        // A ticket-granting ticket may be shown to another server of this realm before that has heard of a new key.
        List<PrincipalKey> current =
                asked.equals(realm.tgsName()) ? entry.currentKeysEverywhere(now) : entry.currentKeys();
        PrincipalKey strongest = strongest(current).orElseThrow(() -> new Refusal(Reason.SERVICE_HAS_NO_KEY));
        return new TargetService(
                asked,
                Optional.of(strongest.kvno()),
                strongest.key(),
                Optional.empty(),
                sessionEtypes(entry, current),
                KadminService.is(entry.name()) ? KadminService.allowed(entry.flags()) : entry.flags(),
                KadminService.is(entry.name())
                        ? realm.limitsOf(entry).and(Optional.of(KadminService.LONGEST_LIFE), Optional.empty())
                        : realm.limitsOf(entry),
                entry.expires(),
                Optional.empty());
    }

    /**
     * A principal of this realm as the one called upon in user-to-user authentication, RFC 4120 §3.7: the ticket is sealed under
     * the session key of its own ticket-granting ticket. So it need not be a service, and what only a long-term key could open
     * again, to renew or to validate it, is not made.
     *
     * @param wanted the request's list. If it has the enctype of the session key, that one it is, since the principal is known to
     *     understand it; otherwise whatever the principal understands
     * @param ends when the ticket that brought the session key ends
     */
    public TargetService byUserToUser(
            PrincipalName asked, PrincipalEntry entry, ProtocolKey sessionKey, List<EncType> wanted, Instant ends) {
        Set<PrincipalFlag> flags = EnumSet.of(PrincipalFlag.ALLOW_SVR);
        flags.addAll(entry.flags());
        flags.remove(PrincipalFlag.ALLOW_RENEWABLE);
        flags.remove(PrincipalFlag.ALLOW_POSTDATED);
        return new TargetService(
                asked,
                Optional.empty(),
                sessionKey,
                Optional.of(ends),
                wanted.contains(sessionKey.etype())
                        ? List.of(sessionKey.etype())
                        : sessionEtypes(entry, entry.currentKeys()),
                flags,
                realm.limitsOf(entry),
                entry.expires(),
                Optional.empty());
    }

    /**
     * The ticket-granting service of a peer, under the newest key that we issue with.
     *
     * @throws Refusal SERVICE_HAS_NO_KEY
     */
    public TargetService peerTgs(Trust trust) throws Refusal {
        List<TrustKey> keys = trust.keysOut();
        if (keys.isEmpty()) {
            throw new Refusal(Reason.SERVICE_HAS_NO_KEY, "trust with " + trust.peer() + " has no outbound key");
        }
        List<TrustKey> current = new ArrayList<>();
        for (TrustKey key : keys) {
            if (key.kvno().equals(keys.get(0).kvno())) {
                current.add(key);
            }
        }
        for (EncType etype : realm.settings().etypes()) {
            for (TrustKey key : current) {
                if (key.key().etype().equals(etype)) {
                    return new TargetService(
                            PrincipalName.krbtgt(trust.peer()),
                            Optional.of(key.kvno()),
                            key.key(),
                            Optional.empty(),
                            current.stream().map(one -> one.key().etype()).toList(),
                            PEER_TGS_FLAGS,
                            realm.limits(),
                            Optional.empty(),
                            Optional.of(trust.peer()));
                }
            }
        }
        throw new Refusal(Reason.SERVICE_HAS_NO_KEY, "trust with " + trust.peer() + " has no key of a served enctype");
    }

    /** The realm's order of strength decides, not the client's list: only the service has to open the ticket. */
    private Optional<PrincipalKey> strongest(List<PrincipalKey> keys) {
        for (EncType etype : realm.settings().etypes()) {
            for (PrincipalKey key : keys) {
                if (key.etype().equals(etype)) {
                    return Optional.of(key);
                }
            }
        }
        return Optional.empty();
    }

    /** What the service says it understands ({@code session_enctypes}), else the enctypes that it has keys of. */
    private static List<EncType> sessionEtypes(PrincipalEntry entry, List<PrincipalKey> current) {
        String stated = entry.attributes().get("session_enctypes");
        List<EncType> etypes = new ArrayList<>(current.size());
        if (stated == null) {
            for (PrincipalKey key : current) {
                etypes.add(key.etype());
            }
            return etypes;
        }
        for (String word : stated.trim().split("[\\s,]+")) {
            EncType.byName(word).ifPresent(etypes::add);
        }
        return etypes;
    }

    private static Set<PrincipalFlag> defaultFlags() {
        Set<PrincipalFlag> flags = new TreeSet<>();
        for (PrincipalFlag flag : PrincipalFlag.values()) {
            if (flag.onByDefault()) {
                flags.add(flag);
            }
        }
        return Set.copyOf(flags);
    }
}
