package org.hanse.kdc.store;

import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.agreement.AgreementState;
import org.hanse.realmtrust.agreement.StateForm;

/** The table {@code agreements}. */
final class AgreementTable {
    private static final SqlSession.Reader<AgreementState> STATE =
            row -> new StateForm(row.text("state"), row.optionalText("pending")).read();

    List<AgreementState> all(SqlSession session) {
        return session.list("SELECT state, pending FROM agreements ORDER BY peer, peer_id", STATE);
    }

    List<AgreementState> named(SqlSession session, RealmName peer) {
        return session.list("SELECT state, pending FROM agreements WHERE peer = ? ORDER BY peer_id", STATE, peer);
    }

    Optional<AgreementState> find(SqlSession session, String peerId) {
        return session.first("SELECT state, pending FROM agreements WHERE peer_id = ?", STATE, peerId);
    }

    Optional<AgreementState> declared(SqlSession session, RealmName peer) {
        return session.first("SELECT state, pending FROM agreements WHERE peer = ? AND declared = 1", STATE, peer);
    }

    /** Adds the state, or replaces the one with its peer. */
    void put(SqlSession session, AgreementState state, Stamp stamp) {
        StateForm form = StateForm.of(state);
        session.update(
                "DELETE FROM agreements WHERE peer_id = ?",
                state.parties().peer().id());
        session.update(
                "INSERT INTO agreements (peer_id, peer, declared, state, pending, modified, modified_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                state.parties().peer().id(),
                state.parties().peer().name(),
                state.own().declared(),
                form.state(),
                form.pending(),
                stamp.at(),
                stamp.actor());
    }
}
