package org.hanse.kdc.realm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.declaration.DeclarationStore;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustKey;
import org.hanse.realmtrust.trust.TrustPolicy;
import org.hanse.realmtrust.trust.TrustState;
import org.hanse.realmtrust.trust.TrustStore;

/**
 * Trusts by a shared secret: keys of both directions, and what the peer may vouch for. RFC 4120 §1.2. Thread-safe.
 * Another key under a kvno that is in use is refused, since tickets name the kvno only; a higher one joins the old.
 */
public final class Trusts {
    private final RealmName realm;
    private final TrustStore store;
    private final DeclarationStore declarations;
    private final String actor;

    public Trusts(RealmName realm, TrustStore store, DeclarationStore declarations, String actor) {
        this.realm = realm;
        this.store = store;
        this.declarations = declarations;
        this.actor = actor;
    }

    /** Reads the name of a realm that may be a peer of this one. */
    public RealmName peer(String text) throws RealmFailure {
        return Naming.peer(text, realm);
    }

    /**
     * Makes a trust, or adds keys to it and changes its policy.
     *
     * @param keysIn of krbtgt/THIS@PEER, may be empty
     * @param keysOut of krbtgt/PEER@THIS, may be empty
     * @param policy from that of the trust as it is (or the default) to the one wanted
     * @param kdcs the peer's KDCs; empty leaves them as they are
     */
    public Trust share(
            RealmName peer,
            List<TrustKey> keysIn,
            List<TrustKey> keysOut,
            UnaryOperator<TrustPolicy> policy,
            List<String> kdcs)
            throws RealmFailure {
        checkNotDeclared(
                peer,
                "remove it first with hanse trust remove " + peer + " --yes, if a shared secret is to take its place");
        return change(peer, found -> {
            Trust before = found.orElseGet(() -> empty(peer));
            return new Trust(
                    peer,
                    policy.apply(before.policy()),
                    // Who suspended it may well be giving it new keys before it is resumed.
                    before.state() == TrustState.SUSPENDED ? before.state() : TrustState.ACTIVE,
                    before.state() == TrustState.SUSPENDED ? before.reason() : Optional.empty(),
                    joined(peer, before.keysIn(), keysIn),
                    joined(peer, before.keysOut(), keysOut),
                    kdcs.isEmpty() ? before.kdcs() : kdcs);
        });
    }

    /** Changes the policy of a trust that is there, and its KDCs unless {@code kdcs} is empty. */
    public Trust modify(RealmName peer, UnaryOperator<TrustPolicy> policy, Optional<List<String>> kdcs)
            throws RealmFailure {
        return change(peer, found -> {
            Trust before = present(found, peer);
            return new Trust(
                    peer,
                    policy.apply(before.policy()),
                    before.state(),
                    before.reason(),
                    before.keysIn(),
                    before.keysOut(),
                    kdcs.orElse(before.kdcs()));
        });
    }

    /** Takes a trust out of use, at once on every server; keys and policy stay. */
    public Trust suspend(RealmName peer, String why) throws RealmFailure {
        return inState(peer, TrustState.SUSPENDED, Optional.of(why));
    }

    /**
     * Takes a suspended trust into use again.
     *
     * @throws RealmFailure if it is not suspended
     */
    public Trust resume(RealmName peer) throws RealmFailure {
        if (get(peer).state() != TrustState.SUSPENDED) {
            throw RealmFailure.refused(
                    "the trust with " + peer + " is " + get(peer).state().word() + " and not suspended",
                    "hanse trust show " + peer + " tells more");
        }
        return inState(peer, TrustState.ACTIVE, Optional.empty());
    }

    private Trust inState(RealmName peer, TrustState state, Optional<String> reason) throws RealmFailure {
        return change(peer, found -> {
            Trust before = present(found, peer);
            return new Trust(peer, before.policy(), state, reason, before.keysIn(), before.keysOut(), before.kdcs());
        });
    }

    /** Forgets all keys of a trust but the newest of each direction; how many went. Tickets under the others work no more. */
    public int purge(RealmName peer) throws RealmFailure {
        Trust before = get(peer);
        checkNotDeclared(
                peer,
                "its keys go by themselves when no ticket can be under them any more; hanse trust rotate " + peer
                        + " --revoke-old ends them now");
        Trust after = change(peer, found -> {
            Trust trust = present(found, peer);
            return new Trust(
                    peer,
                    trust.policy(),
                    trust.state(),
                    trust.reason(),
                    newest(trust.keysIn()),
                    newest(trust.keysOut()),
                    trust.kdcs());
        });
        return before.keysIn().size()
                + before.keysOut().size()
                - after.keysIn().size()
                - after.keysOut().size();
    }

    /** The realms agree on such a trust's keys; nobody else makes or takes any. */
    private void checkNotDeclared(RealmName peer, String cure) throws RealmFailure {
        if (declarations.find(peer).isPresent()) {
            throw RealmFailure.refused("the keys of the trust with " + peer + " are agreed on by the two realms", cure);
        }
    }

    private static List<TrustKey> newest(List<TrustKey> newestFirst) {
        return newestFirst.stream()
                .filter(key -> key.kvno().equals(newestFirst.get(0).kvno()))
                .toList();
    }

    public Trust get(RealmName peer) throws RealmFailure {
        return present(store.find(peer), peer);
    }

    public Optional<Trust> find(RealmName peer) {
        return store.find(peer);
    }

    public List<Trust> all() {
        return store.all();
    }

    public void remove(RealmName peer) throws RealmFailure {
        get(peer);
        store.remove(peer, actor);
    }

    private Trust empty(RealmName peer) {
        TrustPolicy none = TrustPolicy.DEFAULT;
        return new Trust(peer, none, TrustState.ACTIVE, Optional.empty(), List.of(), List.of(), List.of());
    }

    private static Trust present(Optional<Trust> found, RealmName peer) throws RealmFailure {
        if (found.isEmpty()) {
            throw RealmFailure.refused("there is no trust with " + peer, "hanse trust list shows those that are");
        }
        return found.get();
    }

    /** Newest kvno first, as {@link Trust} wants it. */
    private static List<TrustKey> joined(RealmName peer, List<TrustKey> old, List<TrustKey> added) throws RealmFailure {
        Optional<Kvno> newest = old.stream().map(TrustKey::kvno).max(Comparator.naturalOrder());
        List<TrustKey> keys = new ArrayList<>(old);
        for (TrustKey key : added) {
            Optional<TrustKey> same = old.stream()
                    .filter(one -> one.kvno().equals(key.kvno())
                            && one.key().etype().equals(key.key().etype()))
                    .findFirst();
            if (same.isPresent() && sameSecret(same.get().key(), key.key())) {
                continue;
            }
            boolean anotherEnctype = same.isEmpty() && newest.equals(Optional.of(key.kvno()));
            if (newest.isPresent() && key.kvno().compareTo(newest.get()) <= 0 && !anotherEnctype) {
                throw RealmFailure.refused(
                        "the trust with " + peer + " has another key and kvno " + newest.get() + " already",
                        "give a kvno above " + newest.get() + ", the same on both sides");
            }
            keys.add(key);
        }
        keys.sort(Comparator.comparing(TrustKey::kvno).reversed());
        return keys;
    }

    private static boolean sameSecret(ProtocolKey one, ProtocolKey other) {
        return one.toEncryptionKey().secret().equals(other.toEncryptionKey().secret());
    }

    private Trust change(RealmName peer, TrustWriting.Edit edit) throws RealmFailure {
        return TrustWriting.change(store, peer, actor, edit);
    }
}
