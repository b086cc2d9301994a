package org.hanse.kdc.tgs;

import java.util.List;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.protocol.wire.AuthorizationData;
import org.hanse.protocol.wire.AuthorizationData.Element;
import org.hanse.protocol.wire.DecodeFault;
import org.hanse.protocol.wire.KerberosCodec;

/** What ticket and authenticator say about FAST by their authorization data, RFC 6113 §5.4.1.1 and §5.4.2. */
final class FastMarks {
    private FastMarks() {}

    /**
     * @param armored whether the request came inside FAST
     * @throws Refusal ARMOR_ONLY for a ticket that may open armor and nothing else; FAST_TAKEN_OFF
     */
    static void check(PresentedTicket presented, boolean armored) throws Refusal {
        for (AuthorizationData data : List.of(
                presented.opened().part().authorizationData(),
                presented.authenticator().authorizationData())) {
            if (holds(data, AuthorizationData.FX_FAST_ARMOR)) {
                throw new Refusal(Reason.ARMOR_ONLY);
            }
            if (!armored && holds(data, AuthorizationData.FX_FAST_USED)) {
                throw new Refusal(Reason.FAST_TAKEN_OFF);
            }
        }
    }

    /** By itself or inside AD-IF-RELEVANT, where clients put what an old KDC need not know. */
    private static boolean holds(AuthorizationData data, int type) {
        for (Element element : data.elements()) {
            if (element.type() == type) {
                return true;
            }
            if (element.type() == AuthorizationData.IF_RELEVANT && inside(element, type)) {
                return true;
            }
        }
        return false;
    }

    private static boolean inside(Element wrapper, int type) {
        try {
            return KerberosCodec.decodeAuthorizationData(wrapper.data().toByteArray()).elements().stream()
                    .anyMatch(element -> element.type() == type);
        } catch (DecodeFault unreadable) {
            // Nobody can have meant a mark by it; what is carried on is judged by CarriedAuthorizationData.
            return false;
        }
    }
}
