package org.hanse.kdc.admin.operation;

import java.util.ArrayList;
import java.util.List;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.protocol.name.EncType;

/** Enctypes by their names. */
final class Etypes {
    private Etypes() {}

    static List<EncType> of(List<String> names) throws RealmFailure {
        List<EncType> etypes = new ArrayList<>();
        for (String name : names) {
            EncType etype = EncType.byName(name)
                    .filter(EncType::isSupported)
                    .orElseThrow(() -> RealmFailure.malformed(
                            "there is no such enctype here", "write one such as " + EncType.AES256_CTS_HMAC_SHA1_96));
            if (!etypes.contains(etype)) {
                etypes.add(etype);
            }
        }
        return etypes;
    }
}
