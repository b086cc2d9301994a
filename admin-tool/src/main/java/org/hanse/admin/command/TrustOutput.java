package org.hanse.admin.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hanse.admin.output.Facts;
import org.hanse.kdc.admin.operation.AgreementView;
import org.hanse.kdc.admin.operation.TrustView;
import org.hanse.protocol.file.KerberosDuration;
import org.hanse.realmtrust.document.Fingerprint;

/** Trusts as facts and as JSON; never a key. */
final class TrustOutput {
    private TrustOutput() {}

    static Map<String, Object> json(TrustView trust) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("peer", trust.peer());
        json.put("direction", trust.direction());
        json.put("state", trust.state());
        json.put("reason", trust.reason().orElse(null));
        json.put("kvnos", kvnos(all(trust)));
        json.put("enctypes", enctypes(trust));
        json.put(
                "nextRotation",
                trust.agreement().flatMap(AgreementView::nextRotation).orElse(null));
        json.put(
                "fingerprint",
                trust.agreement().flatMap(AgreementView::fingerprint).orElse(null));
        json.put("lastUsed", null);
        json.put("keysIn", keys(trust.keysIn()));
        json.put("keysOut", keys(trust.keysOut()));
        json.put("acceptRealms", trust.acceptRealms());
        json.put("transitTo", trust.transitTo());
        json.put("clients", trust.clients());
        json.put("domains", trust.domains());
        json.put("maxLife", trust.maxLife().map(KerberosDuration::format).orElse(null));
        json.put("allowForwardable", trust.allowForwardable());
        json.put("relayLogins", trust.relayLogins());
        json.put("logOnly", trust.logOnly());
        json.put("kdcs", trust.kdcs());
        json.put("agreement", trust.agreement().map(TrustOutput::json).orElse(null));
        return json;
    }

    private static Map<String, Object> json(AgreementView agreement) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("url", agreement.url());
        json.put("confirmed", agreement.confirmed());
        json.put("code", agreement.code().orElse(null));
        json.put("origin", agreement.origin());
        json.put("by", agreement.by().orElse(null));
        json.put("epochs", agreement.epochs());
        json.put("issuing", agreement.issuing().orElse(null));
        return json;
    }

    static Facts facts(TrustView trust) {
        Facts facts = new Facts()
                .add("Peer", trust.peer())
                .add("Direction", trust.direction())
                .add("State", trust.state());
        trust.reason().ifPresent(reason -> facts.add("Reason", reason));
        trust.agreement().ifPresent(agreement -> add(facts, agreement));
        return facts.addAll("Keys in", lines(trust.keysIn()))
                .addAll("Keys out", lines(trust.keysOut()))
                .addAll("Accepts realms", trust.acceptRealms())
                .addAll("Transit to", trust.transitTo())
                .add("Clients", trust.clients().isEmpty() ? "all" : String.join(", ", trust.clients()))
                .addAll("Domains", trust.domains())
                .add(
                        "Longest life",
                        trust.maxLife().map(KerberosDuration::format).orElse("the realm's"))
                .add("Forwardable", trust.allowForwardable() ? "yes" : "no")
                .add("Relays logins", trust.relayLogins() ? "yes" : "no")
                .add("Log only", trust.logOnly() ? "yes" : "no")
                .addAll("KDCs", trust.kdcs());
    }

    private static void add(Facts facts, AgreementView agreement) {
        facts.add("By agreement at", agreement.url());
        agreement.fingerprint().flatMap(Fingerprint::parse).ifPresent(id -> facts.add("Its fingerprint", id.grouped()));
        facts.add("Confirmed", agreement.confirmed() ? "yes" : "no");
        agreement.code().ifPresent(code -> facts.add("Our code for it", code));
        agreement.by().ifPresent(by -> facts.add("Declared by", agreement.origin() + " " + by));
        agreement.nextRotation().ifPresent(when -> facts.add("Next rotation", when.toString()));
    }

    /** Newest first, each once. */
    static List<Long> kvnos(List<TrustView.Key> keys) {
        return keys.stream()
                .map(key -> key.kvno())
                .distinct()
                .sorted(java.util.Comparator.reverseOrder())
                .toList();
    }

    static List<String> enctypes(TrustView trust) {
        return all(trust).stream().map(key -> key.enctype()).distinct().toList();
    }

    private static List<TrustView.Key> all(TrustView trust) {
        return Stream.concat(trust.keysIn().stream(), trust.keysOut().stream()).toList();
    }

    private static List<Object> keys(List<TrustView.Key> keys) {
        List<Object> json = new ArrayList<>();
        for (TrustView.Key key : keys) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("kvno", key.kvno());
            one.put("enctype", key.enctype());
            json.add(one);
        }
        return json;
    }

    private static List<String> lines(List<TrustView.Key> keys) {
        return keys.stream()
                .map(key -> "kvno " + key.kvno() + "  " + key.enctype())
                .toList();
    }
}
