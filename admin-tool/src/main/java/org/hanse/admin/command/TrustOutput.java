package org.hanse.admin.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hanse.admin.output.Facts;
import org.hanse.protocol.file.KerberosDuration;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.trust.Trust;
import org.hanse.realmtrust.trust.TrustKey;
import org.hanse.realmtrust.trust.TrustPolicy;

/** Trusts as facts and as JSON; never a key. */
final class TrustOutput {
    private TrustOutput() {}

    static Map<String, Object> json(Trust trust) {
        TrustPolicy policy = trust.policy();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("peer", trust.peer().value());
        json.put("direction", policy.direction().word());
        json.put("state", trust.state().word());
        json.put("reason", trust.reason().orElse(null));
        json.put("kvnos", kvnos(all(trust)));
        json.put("enctypes", enctypes(trust));
        json.put("nextRotation", null);
        json.put("fingerprint", null);
        json.put("lastUsed", null);
        json.put("keysIn", keys(trust.keysIn()));
        json.put("keysOut", keys(trust.keysOut()));
        json.put("acceptRealms", names(policy.acceptRealms()));
        json.put("transitTo", names(policy.transitTo()));
        json.put("clients", policy.clients());
        json.put("domains", policy.domains());
        json.put("maxLife", policy.maxLife().map(KerberosDuration::format).orElse(null));
        json.put("allowForwardable", policy.allowForwardable());
        json.put("relayLogins", policy.relayLogins());
        json.put("logOnly", policy.logOnly());
        json.put("kdcs", trust.kdcs());
        return json;
    }

    static Facts facts(Trust trust) {
        TrustPolicy policy = trust.policy();
        Facts facts = new Facts()
                .add("Peer", trust.peer().value())
                .add("Direction", policy.direction().word())
                .add("State", trust.state().word());
        trust.reason().ifPresent(reason -> facts.add("Reason", reason));
        return facts.addAll("Keys in", lines(trust.keysIn()))
                .addAll("Keys out", lines(trust.keysOut()))
                .addAll("Accepts realms", names(policy.acceptRealms()))
                .addAll("Transit to", names(policy.transitTo()))
                .add("Clients", policy.clients().isEmpty() ? "all" : String.join(", ", policy.clients()))
                .addAll("Domains", policy.domains())
                .add(
                        "Longest life",
                        policy.maxLife().map(KerberosDuration::format).orElse("the realm's"))
                .add("Forwardable", policy.allowForwardable() ? "yes" : "no")
                .add("Relays logins", policy.relayLogins() ? "yes" : "no")
                .add("Log only", policy.logOnly() ? "yes" : "no")
                .addAll("KDCs", trust.kdcs());
    }

    /** Newest first, each once. */
    static List<Long> kvnos(List<TrustKey> keys) {
        return keys.stream()
                .map(key -> key.kvno().value())
                .distinct()
                .sorted(java.util.Comparator.reverseOrder())
                .toList();
    }

    static List<String> enctypes(Trust trust) {
        return all(trust).stream()
                .map(key -> key.key().etype().toString())
                .distinct()
                .toList();
    }

    private static List<TrustKey> all(Trust trust) {
        return Stream.concat(trust.keysIn().stream(), trust.keysOut().stream()).toList();
    }

    private static List<Object> keys(List<TrustKey> keys) {
        List<Object> json = new ArrayList<>();
        for (TrustKey key : keys) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("kvno", key.kvno().value());
            one.put("enctype", key.key().etype().toString());
            json.add(one);
        }
        return json;
    }

    private static List<String> lines(List<TrustKey> keys) {
        return keys.stream()
                .map(key -> "kvno " + key.kvno() + "  " + key.key().etype())
                .toList();
    }

    private static List<String> names(Set<RealmName> realms) {
        return realms.stream().map(RealmName::value).sorted().toList();
    }
}
