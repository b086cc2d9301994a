package org.hanse.admin.command;

import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.RealmSession;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.realmtrust.trust.Trust;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hanse trust show}. */
@Command(
        header = "Show a trust.",
        description = {
            "Shows the trust with PEER: keys by kvno, and what PEER may vouch for.",
            "",
            "JSON: peer direction state reason kvnos enctypes nextRotation fingerprint lastUsed, and keysIn keysOut acceptRealms transitTo clients domains maxLife allowForwardable relayLogins logOnly kdcs. Rotation and realm keys are not built yet: nextRotation, fingerprint and lastUsed are null.",
            ""
        },
        footer = {"  hanse trust show BERGEN.EXAMPLE"})
final class TrustShowCommand implements HanseCommand {
    @Parameters(paramLabel = "PEER", description = "The other realm.")
    String peer;

    @Mixin
    JsonOption json = new JsonOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure, RealmFailure {
        try (RealmSession realm = home.open(here)) {
            Trust trust = realm.trusts().get(realm.trusts().peer(peer));
            if (json.isWanted()) {
                Json.print(here.out(), TrustOutput.json(trust));
            } else {
                TrustOutput.facts(trust).print(here.out(), here.colour());
            }
        }
        return 0;
    }
}
