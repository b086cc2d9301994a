package org.hanse.admin.command;

import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.TrustState;

/**
 * Who can mend a trust how: keys that people have typed, or keys that the two realms agree on.
 *
 * @param declared whether the realms agree on the keys by themselves
 */
record TrustCures(RealmName realm, RealmName peer, boolean declared) {
    String keyMissing() {
        return declared
                ? "see hanse trust show " + peer + ": the realms have not agreed on keys yet"
                : "hanse trust shared-secret " + peer + " --password-file FILE, on both sides";
    }

    String keysDiffer() {
        return declared
                ? "let the realms agree anew: hanse trust resync " + peer
                : "type the password again on both sides: hanse trust shared-secret " + peer + " with a higher --kvno";
    }

    String enctypeMissing() {
        return declared
                ? "let both realms serve aes256-cts (enctypes in realm.yaml), then hanse trust rotate " + peer
                : "give both sides the same --enctypes, with a higher --kvno";
    }

    /** @param direction that the peer's side lacks, in its own words */
    String trustMissingThere(String direction) {
        return declared
                ? "let its administrator declare this realm there: hanse trust declare " + realm
                        + " --url URL, and a direction that has " + direction
                : "let its administrator make the trust there for the direction " + direction;
    }

    /** Of a trust that is neither active nor suspended. */
    String notActive(TrustState state) {
        return switch (state) {
            case UNCONFIRMED ->
                "let its operator read a code to you, then hanse trust confirm " + peer + " --code CODE";
            case DECLARED, ESTABLISHING ->
                "wait a moment if both have declared; else let its administrator declare this realm: hanse trust declare "
                        + realm + " --url URL";
            case STALE -> "its document has expired: look at the way to its HTTPS port, or ask its administrator";
            default -> "see hanse trust show " + peer;
        };
    }
}
