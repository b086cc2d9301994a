package org.hanse.kdc.as;

import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.ticket.TargetService;

/**
 * Who asks for a ticket to what.
 *
 * @param client of this realm
 */
record AsParties(PrincipalEntry client, TargetService service) {

    /** Whether both may have what the flag stands for. */
    boolean bothHave(PrincipalFlag permission) {
        return client.has(permission) && service.has(permission);
    }

    boolean requireHardware() {
        return client.has(PrincipalFlag.REQUIRES_HWAUTH) || service.has(PrincipalFlag.REQUIRES_HWAUTH);
    }

    boolean requirePreauth() {
        return client.has(PrincipalFlag.REQUIRES_PREAUTH) || service.has(PrincipalFlag.REQUIRES_PREAUTH);
    }
}
