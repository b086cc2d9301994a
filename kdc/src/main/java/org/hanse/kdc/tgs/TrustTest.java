package org.hanse.kdc.tgs;

import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.ticket.TargetService;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.name.WellKnown;
import org.hanse.realmtrust.trust.Trust;

/**
 * The client of {@code hanse trust test}: a peer's realm sends it here to see whether the keys of both directions are right. It comes
 * straight from there, gets a ticket for our ticket-granting service, which leads to nothing, and one back, and nothing else.
 */
final class TrustTest {
    private TrustTest() {}

    static boolean isFrom(Trust trust, Principal client) {
        return isClient(client) && client.realm().equals(trust.peer());
    }

    /** Whether {@code krbtgt} is that of the realm which {@code client}, the test's, has come from: anybody else is never sent back. */
    static boolean leadsBack(Principal client, PrincipalName krbtgt) {
        return isClient(client) && krbtgt.equals(PrincipalName.krbtgt(client.realm()));
    }

    /** @throws Refusal TRUST_TEST_ONLY if it asks for more than is its */
    static void check(Principal client, TargetService service, RealmName self) throws Refusal {
        boolean isItsOwn = service.name().equals(PrincipalName.krbtgt(self)) || leadsBack(client, service.name());
        if (isClient(client) && !isItsOwn) {
            throw new Refusal(Reason.TRUST_TEST_ONLY);
        }
    }

    private static boolean isClient(Principal client) {
        return client.name().equals(WellKnown.TRUST_TEST_NAME);
    }
}
