package org.hanse.kdc.ticket;

import java.security.SecureRandom;
import java.util.List;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.config.KdcSettings;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;

/** Fresh session keys, RFC 4120 §3.1.3 and §3.3.3. Thread-safe. */
public final class SessionKeys {
    private final KdcSettings settings;
    private final SecureRandom random;

    public SessionKeys(KdcSettings settings, SecureRandom random) {
        this.settings = settings;
        this.random = random;
    }

    /**
     * Of the first enctype in the client's list that this realm serves and the service can use.
     *
     * @throws Refusal NO_COMMON_ETYPE
     */
    public ProtocolKey choose(List<EncType> wanted, TargetService service) throws Refusal {
        for (EncType etype : wanted) {
            if (settings.etypes().contains(etype) && service.sessionEtypes().contains(etype)) {
                return ProtocolKey.random(etype, random);
            }
        }
        throw new Refusal(Reason.NO_COMMON_ETYPE);
    }
}
