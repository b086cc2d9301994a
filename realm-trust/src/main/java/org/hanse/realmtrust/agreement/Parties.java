package org.hanse.realmtrust.agreement;

/** The two realms of an agreement, from one's point of view. */
public record Parties(Party self, Party peer) {
    public Parties {
        if (self.id().equals(peer.id()) || self.name().equals(peer.name())) {
            throw new IllegalArgumentException("a realm makes no agreement with itself");
        }
    }

    /** Whether our proposal wins when both start at once: ids are compared as text. */
    boolean oursWins() {
        return self.id().compareTo(peer.id()) < 0;
    }
}
