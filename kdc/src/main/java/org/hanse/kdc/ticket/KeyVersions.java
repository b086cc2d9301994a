package org.hanse.kdc.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.audit.Reason;
import org.hanse.kdc.audit.Refusal;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.wire.EncryptedData;
import org.hanse.realmtrust.trust.TrustKey;

/**
 * The keys that may open a ticket: those of the kvno that it names. Active Directory names none, or zero; then the newest three
 * are tried, as MIT's KDC does.
 */
public final class KeyVersions {
    private static final int TRIED_WITHOUT_KVNO = 3;

    private record Versioned(Kvno kvno, ProtocolKey key) {}

    private final List<Versioned> newestFirst = new ArrayList<>();

    private KeyVersions() {}

    public static KeyVersions of(PrincipalEntry entry) {
        KeyVersions versions = new KeyVersions();
        entry.keys().forEach(key -> versions.newestFirst.add(new Versioned(key.kvno(), key.key())));
        return versions;
    }

    public static KeyVersions of(List<TrustKey> keys) {
        KeyVersions versions = new KeyVersions();
        keys.forEach(key -> versions.newestFirst.add(new Versioned(key.kvno(), key.key())));
        return versions;
    }

    /**
     * @return at least one
     * @throws Refusal TGT_KEY_VERSION_UNKNOWN if the kvno is named and not kept; TGT_KEY_ENCTYPE_UNKNOWN if no key has the enctype
     */
    public List<ProtocolKey> candidates(EncryptedData sealed) throws Refusal {
        Optional<Kvno> named = sealed.kvno().filter(kvno -> kvno.value() != 0);
        List<ProtocolKey> candidates = new ArrayList<>();
        boolean known = false;
        for (Versioned one : newestFirst) {
            if (named.isPresent() && !named.get().equals(one.kvno)) {
                continue;
            }
            known = true;
            if (one.key.etype().equals(sealed.etype())
                    && (named.isPresent() || candidates.size() < TRIED_WITHOUT_KVNO)) {
                candidates.add(one.key);
            }
        }
        if (!known) {
            throw new Refusal(Reason.TGT_KEY_VERSION_UNKNOWN);
        }
        if (candidates.isEmpty()) {
            // The RFC has no word for it; this one tells two administrators what their keys have not in common.
            throw new Refusal(Reason.TGT_KEY_ENCTYPE_UNKNOWN);
        }
        return candidates;
    }
}
