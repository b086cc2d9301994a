package org.hanse.admin.plan;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hanse.kdc.config.TrustSettings;
import org.hanse.protocol.file.KerberosDuration;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.TrustPolicy;

/** A trust field by field, in the words and in the order of trusts.yaml, so that two can be laid side by side. What is the default is left out. */
final class TrustFields {
    /** On whose word the trust rests; a file speaks for the operator. */
    static final String ORIGIN = "origin";

    private final Map<String, Object> fields = new LinkedHashMap<>();

    private TrustFields() {}

    /** The values are texts, numbers, {@code true} and lists of texts. */
    static Map<String, Object> of(TrustSettings trust) {
        TrustFields fields = new TrustFields();
        fields.fields.put("kind", trust.keys().kind());
        if (trust.keys() instanceof TrustSettings.Agreed agreed) {
            fields.fields.put("url", agreed.url());
            agreed.fingerprint().ifPresent(key -> fields.fields.put("fingerprint", key.hex()));
        }
        fields.policy(trust.policy());
        fields.list("kdcs", trust.kdcs());
        if (trust.keys() instanceof TrustSettings.Shared shared) {
            fields.kvno("kvnoIn", shared.in().kvno());
            fields.kvno("kvnoOut", shared.out().kvno());
        }
        return fields.fields;
    }

    private void policy(TrustPolicy policy) {
        fields.put("direction", policy.direction().word());
        list("acceptRealms", names(policy.acceptRealms()));
        list("transitTo", names(policy.transitTo()));
        list("clients", policy.clients());
        list("domains", policy.domains());
        policy.maxLife().ifPresent(life -> fields.put("maxLife", KerberosDuration.format(life)));
        flag("allowForwardable", policy.allowForwardable());
        flag("relayLogins", policy.relayLogins());
        flag("logOnly", policy.logOnly());
    }

    private static List<String> names(Collection<RealmName> realms) {
        return realms.stream().map(RealmName::value).sorted().toList();
    }

    private void list(String field, List<String> words) {
        if (!words.isEmpty()) {
            fields.put(field, words);
        }
    }

    private void flag(String field, boolean value) {
        if (value) {
            fields.put(field, true);
        }
    }

    private void kvno(String field, Kvno kvno) {
        if (!kvno.equals(PresentTrust.NONE)) {
            fields.put(field, kvno.value());
        }
    }
}
