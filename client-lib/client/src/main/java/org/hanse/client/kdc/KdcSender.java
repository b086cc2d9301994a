package org.hanse.client.kdc;

import org.hanse.protocol.name.RealmName;

/** A way to a realm's KDCs. */
@FunctionalInterface
public interface KdcSender {
    /**
     * @param request an AS-REQ or TGS-REQ
     * @return the octets of an AS-REP, TGS-REP or KRB-ERROR; only the first octet has been looked at
     * @throws KdcFailure of kind NO_KDC if no KDC of the realm is known or answers; INTERRUPTED if the thread was
     */
    byte[] send(RealmName realm, byte[] request) throws KdcFailure;
}
