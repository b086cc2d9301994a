package org.hanse.kdc.federation;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.Octets;
import org.hanse.realmtrust.agreement.AgreementState;
import org.hanse.realmtrust.agreement.Envelope;
import org.hanse.realmtrust.agreement.Facts;
import org.hanse.realmtrust.agreement.Parties;
import org.hanse.realmtrust.agreement.Party;
import org.hanse.realmtrust.document.KeyHistory;
import org.hanse.realmtrust.document.RealmIdentity;

/**
 * This realm and a peer whose documents are known.
 *
 * @param confirmed whether somebody has said that this is the realm that was meant
 * @param address where it is asked; empty if nobody knows
 */
record Contact(RealmIdentity own, KeyHistory history, boolean confirmed, Optional<PeerAddress> address) {
    RealmName peer() {
        return history.realm();
    }

    Parties parties() {
        return new Parties(self(own), new Party(history.realm(), history.id().hex()));
    }

    boolean isWith(AgreementState state) {
        return parties().equals(state.parties());
    }

    Facts facts(Instant now) {
        return new Facts(now, document(own), Optional.of(hash(history)));
    }

    /** Of a peer of whom no document counts now. */
    static Facts factsAlone(RealmIdentity own, Instant now) {
        return new Facts(now, document(own), Optional.empty());
    }

    /** @param now by which keys are judged */
    Envelope envelope(Instant now, SecureRandom random) {
        MessageSignatures signatures = new MessageSignatures(own, history, now, random);
        return new Envelope(self(own), signatures, signatures);
    }

    private static Party self(RealmIdentity own) {
        return new Party(own.realm(), own.id().hex());
    }

    private static Octets document(RealmIdentity own) {
        return hash(own.history().orElseThrow());
    }

    private static Octets hash(KeyHistory history) {
        return history.newest().signed().hash().octets();
    }
}
