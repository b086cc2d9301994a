package org.hanse.kdc.tgs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.kdc.ticket.TargetService;
import org.hanse.protocol.crypto.IntegrityFault;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.AuthorizationData.Element;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.protocol.wire.KerberosCodec;

/**
 * The authorization data of a new ticket, RFC 4120 §3.3.3: the header ticket's, in order, then what the request adds. Restrictions
 * are never lost. Claims that only a KDC may make are not taken from a client, nor from a peer as if they were ours; and a service
 * that says no_auth_data_required gets none of them.
 */
final class CarriedAuthorizationData {
    /**
     * Besides those with names: AD-LOGIN-ALIAS (RFC 6806 §6), AD-AUTHENTICATION-INDICATOR, AD-SIGNEDPATH, AD-SIGNTICKET, all
     * made by KDCs for themselves.
     */
    private static final Set<Integer> KDC_CLAIMS = Set.of(
            AuthorizationData.WIN2K_PAC, AuthorizationData.CAMMAC, AuthorizationData.KDC_ISSUED, 80, 97, 142, 512);

    private static final int DEEPEST = 4;

    private CarriedAuthorizationData() {}

    static AuthorizationData of(HeaderTicket header, TargetService service, Optional<EncryptedData> requested)
            throws Refusal {
        List<Element> carried = new ArrayList<>();
        boolean claimsPass = header.issuer().isEmpty() && !service.has(PrincipalFlag.NO_AUTH_DATA_REQUIRED);
        AuthorizationData own = header.part().authorizationData();
        for (Element element : own.elements()) {
            refuseMandatory(element);
            if (claimsPass || !claims(element, 0)) {
                carried.add(element);
            }
        }
        if (requested.isPresent()) {
            for (Element element : opened(header, requested.get()).elements()) {
                refuseMandatory(element);
                if (!claims(element, 0)) {
                    carried.add(element);
                }
            }
        }
        return carried.isEmpty() ? AuthorizationData.NONE : new AuthorizationData(carried);
    }

    private static AuthorizationData opened(HeaderTicket header, EncryptedData sealed) throws Refusal {
        try {
            return KerberosCodec.decodeAuthorizationData(
                    header.replyKey().open(header.authorizationDataUsage(), sealed));
        } catch (IntegrityFault wrongKey) {
            throw new Refusal(Reason.AUTHORIZATION_DATA_NOT_OPENED);
        } catch (DecodeFault fault) {
            throw new Refusal(Reason.AUTHORIZATION_DATA_MALFORMED, fault.getMessage());
        }
    }

    /** RFC 4120 §5.2.6.4: we understand none of those, and so must not issue. */
    private static void refuseMandatory(Element element) throws Refusal {
        if (element.type() == AuthorizationData.MANDATORY_FOR_KDC) {
            throw new Refusal(Reason.AUTHORIZATION_DATA_MANDATORY);
        }
    }

    /** Whether an element, or what AD-IF-RELEVANT wraps, is a KDC's claim. What cannot be read is taken for one. */
    private static boolean claims(Element element, int depth) {
        if (KDC_CLAIMS.contains(element.type())) {
            return true;
        }
        if (element.type() != AuthorizationData.IF_RELEVANT) {
            return false;
        }
        if (depth == DEEPEST) {
            return true;
        }
        try {
            for (Element inner : KerberosCodec.decodeAuthorizationData(
                            element.data().toByteArray())
                    .elements()) {
                if (claims(inner, depth + 1)) {
                    return true;
                }
            }
            return false;
        } catch (DecodeFault unreadable) {
            return true;
        }
    }
}
