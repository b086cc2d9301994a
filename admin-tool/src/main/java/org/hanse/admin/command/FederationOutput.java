package org.hanse.admin.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.admin.output.Facts;
import org.hanse.kdc.admin.operation.FederationView;
import org.hanse.realmtrust.document.Fingerprint;

/** Federations as facts and as JSON. */
final class FederationOutput {
    private FederationOutput() {}

    static Map<String, Object> json(FederationView federation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", federation.name());
        json.put("fingerprint", federation.fingerprint());
        json.put("url", federation.url().orElse(null));
        json.put("accept", federation.accept());
        json.put("state", federation.state());
        json.put("problem", federation.problem().orElse(null));
        json.putAll(json(federation.list()));
        return json;
    }

    static Map<String, Object> json(Optional<FederationView.Listed> list) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", list.map(FederationView.Listed::version).orElse(null));
        json.put("issued", list.map(FederationView.Listed::issued).orElse(null));
        json.put("expires", list.map(FederationView.Listed::expires).orElse(null));
        json.put("signer", list.map(FederationView.Listed::signer).orElse(null));
        json.put("members", list.map(FederationView.Listed::members).orElse(List.of()));
        return json;
    }

    static Facts facts(FederationView federation) {
        Facts facts = new Facts()
                .add("Federation", federation.name())
                .add("Fingerprint", grouped(federation.fingerprint()))
                .add("URL", federation.url().orElse("none"))
                .add("Accepts", federation.accept())
                .add("State", federation.state());
        federation.problem().ifPresent(problem -> facts.add("Problem", problem));
        federation.list().ifPresent(list -> add(facts, list));
        return facts;
    }

    static void add(Facts facts, FederationView.Listed list) {
        facts.add("Version", String.valueOf(list.version()))
                .add("Issued", list.issued().toString())
                .add("Expires", list.expires().toString())
                .add("Signed by", grouped(list.signer()))
                .addAll("Members", lines(list.members()));
    }

    static List<String> lines(List<FederationView.Member> members) {
        return members.stream()
                .map(one -> one.realm() + "  " + grouped(one.id()) + "  " + one.url())
                .toList();
    }

    static String grouped(String fingerprint) {
        return new Fingerprint(fingerprint).grouped();
    }
}
