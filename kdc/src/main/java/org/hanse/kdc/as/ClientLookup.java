package org.hanse.kdc.as;

import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.ticket.Realm;
import org.hanse.protocol.name.NameType;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.KdcOptions;
import org.hanse.protocol.wire.KdcOptions.KdcOption;
import org.hanse.protocol.wire.KdcRequestBody;
import org.hanse.realmtrust.trust.Trust;

/**
 * Whom an AS-REQ names, RFC 4120 §3.1.3. With CANONICALIZE that may be somebody by another name (RFC 6806 §6): an alias, or an
 * NT-ENTERPRISE name such as {@code alice@luebeck.example} whose domain an operator mapped (§5), to us or to a peer (§7). Without
 * it a name is itself and nothing else, of whatever type. Thread-safe.
 */
final class ClientLookup {
    private final Realm realm;

    ClientLookup(Realm realm) {
        this.realm = realm;
    }

    /** An NT-ENTERPRISE name taken apart at its last {@code @}; only this type of name is ever taken apart. */
    private record Enterprise(PrincipalName user, String domain) {
        static Optional<Enterprise> of(PrincipalName name) {
            if (name.type() != NameType.ENTERPRISE || name.components().size() != 1) {
                return Optional.empty();
            }
            String text = name.components().get(0);
            int at = text.lastIndexOf('@');
            return at <= 0
                    ? Optional.empty()
                    : Optional.of(new Enterprise(PrincipalName.of(text.substring(0, at)), text.substring(at + 1)));
        }
    }

    /**
     * Who the client claims to be, in the realm that can tell: ours, or the peer to which {@link #find} refers it. A KRB-ERROR says it
     * back, and who is referred goes by its realm alone (RFC 6806 §7).
     */
    Optional<Principal> claimed(KdcRequestBody body) {
        return body.client()
                .map(name -> new Principal(name, peerOf(name, body.options()).orElse(realm.name())));
    }

    /**
     * Empty if nobody has the name.
     *
     * @throws Refusal CLIENT_REFERRED, ANONYMITY_NOT_SERVED
     */
    Optional<PrincipalEntry> find(PrincipalName asked, KdcOptions options) throws Refusal {
        if (asked.isAnonymous()) {
            throw new Refusal(Reason.ANONYMITY_NOT_SERVED);
        }
        Optional<PrincipalEntry> here = here(asked, options);
        if (here.isEmpty() && peerOf(asked, options).isPresent()) {
            throw new Refusal(Reason.CLIENT_REFERRED);
        }
        return here;
    }

    /** The name that an account of ours would have if the one asked for led to it. */
    PrincipalName nameOf(PrincipalName asked, KdcOptions options) {
        return options.has(KdcOption.CANONICALIZE)
                ? Enterprise.of(asked)
                        .filter(this::isOurs)
                        .map(Enterprise::user)
                        .orElse(asked)
                : asked;
    }

    /** The name as it stands, or as an alias, goes before what its domain would make of it. */
    private Optional<PrincipalEntry> here(PrincipalName asked, KdcOptions options) {
        Optional<PrincipalEntry> literal =
                entry(asked).filter(found -> found.name().equals(asked) || options.has(KdcOption.CANONICALIZE));
        return literal.isPresent()
                ? literal
                : Optional.of(nameOf(asked, options))
                        .filter(name -> !name.equals(asked))
                        .flatMap(this::entry);
    }

    /** RFC 6806 §7: the peer that an operator mapped the name's domain to, if nobody here has the name. */
    private Optional<RealmName> peerOf(PrincipalName asked, KdcOptions options) {
        if (!options.has(KdcOption.CANONICALIZE)) {
            return Optional.empty();
        }
        return Enterprise.of(asked)
                .filter(name -> here(asked, options).isEmpty())
                .flatMap(this::realmOf)
                .flatMap(home -> realm.trusts().find(home))
                .filter(trust -> trust.admitsIn() || trust.admitsOut())
                .map(Trust::peer);
    }

    private boolean isOurs(Enterprise name) {
        return realmOf(name).equals(Optional.of(realm.name()));
    }

    private Optional<RealmName> realmOf(Enterprise name) {
        return name.domain().equals(realm.name().value())
                ? Optional.of(realm.name())
                : realm.domains().ofUsers(name.domain(), realm.trusts());
    }

    /** A ticket-granting service is nobody's client, and what RFC 8062 §3 reserves is nobody's name. */
    private Optional<PrincipalEntry> entry(PrincipalName name) {
        return realm.principals()
                .find(name)
                .filter(found -> !found.name().isKrbtgt() && !found.name().isWellKnown());
    }
}
