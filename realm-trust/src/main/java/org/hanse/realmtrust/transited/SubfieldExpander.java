package org.hanse.realmtrust.transited;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.path.RealmHierarchy;

/** From subfields to realms: names built on the one before, and null subfields filled from the hierarchy of names. */
final class SubfieldExpander {
    private final RealmName server;
    private final Set<RealmName> realms = new LinkedHashSet<>();
    /** The realm before, as null subfields see it: the client's to begin with. */
    private RealmName neighbour;
    /** The realm before, as compression sees it: nothing to begin with (RFC 4120 §3.3.3.2). */
    private String before = "";

    private boolean allBetween;

    SubfieldExpander(RealmName client, RealmName server) {
        this.neighbour = client;
        this.server = server;
    }

    List<RealmName> expand(List<Subfield> subfields) throws TransitedFault {
        for (Subfield subfield : subfields) {
            if (subfield.relation() == Subfield.Relation.NULL) {
                allBetween = true;
            } else {
                passed(named(subfield));
            }
        }
        fillUpTo(server);
        return List.copyOf(realms);
    }

    private void passed(RealmName realm) throws TransitedFault {
        fillUpTo(realm);
        add(realm);
        neighbour = realm;
        before = realm.value();
    }

    private RealmName named(Subfield subfield) throws TransitedFault {
        String text = subfield.text();
        String name = switch (subfield.relation()) {
            case APPENDED -> before + text;
            case PREPENDED -> text + before;
            case WHOLE, NULL -> text;
        };
        if (subfield.relation() == Subfield.Relation.PREPENDED && before.isEmpty()) {
            throw new TransitedFault("the transited field begins with a name that needs one before it");
        }
        if (name.length() > Transited.MAX_NAME) {
            throw new TransitedFault(
                    "the transited field holds a name longer than " + Transited.MAX_NAME + " characters");
        }
        return RealmName.of(name);
    }

    private void fillUpTo(RealmName next) throws TransitedFault {
        if (!allBetween) {
            return;
        }
        allBetween = false;
        List<RealmName> between = RealmHierarchy.between(neighbour, next)
                .orElseThrow(() -> new TransitedFault(
                        "the transited field means all realms between two that have no hierarchy in common"));
        for (RealmName realm : between) {
            add(realm);
        }
    }

    private void add(RealmName realm) throws TransitedFault {
        realms.add(realm);
        if (realms.size() > Transited.MAX_REALMS) {
            throw new TransitedFault("the transited field stands for more than " + Transited.MAX_REALMS + " realms");
        }
    }
}
