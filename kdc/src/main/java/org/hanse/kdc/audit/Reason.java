package org.hanse.kdc.audit;

import org.hanse.protocol.wire.WireCode;

/**
 * Why a request was refused: many reasons, few wire codes, joined here and nowhere else (RFC 4120 §7.5.9). The log sees the
 * reason; the peer sees the code.
 */
public enum Reason {
    CLIENT_NOT_FOUND(WireCode.KDC_ERR_C_PRINCIPAL_UNKNOWN);

    private final WireCode code;

    Reason(WireCode code) {
        this.code = code;
    }

    public WireCode code() {
        return code;
    }
}
