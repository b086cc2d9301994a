package org.hanse.realmtrust.federation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.DocumentFault;
import org.hanse.realmtrust.document.JsonForm;
import org.hanse.realmtrust.document.Members;
import org.hanse.realmtrust.document.Spelling;

/** What the next list of a federation is to say; signed by nobody yet. Immutable. */
public record FederationDraft(String federation, List<FederationMember> members) {
    private static final String TYPE = "hanse-federation-draft-v1";
    private static final Set<String> KNOWN = Set.of("type", "critical", "federation", "members");

    public FederationDraft {
        members = members.stream()
                .sorted(Comparator.comparing(one -> one.realm().value()))
                .toList();
    }

    /** With this member, in place of one with its name. */
    public FederationDraft with(FederationMember member) {
        List<FederationMember> all = new ArrayList<>(without(member.realm()).members);
        all.add(member);
        return new FederationDraft(federation, all);
    }

    public FederationDraft without(RealmName realm) {
        return new FederationDraft(
                federation,
                members.stream().filter(one -> !one.realm().equals(realm)).toList());
    }

    /** @throws DocumentFault if it is none */
    public static FederationDraft read(byte[] octets) throws DocumentFault {
        Members draft = new Members(JsonForm.read(octets));
        draft.checkHead(TYPE, KNOWN);
        return new FederationDraft(draft.text("federation", Spelling.DOMAIN), ListReader.members(draft));
    }

    public byte[] write() {
        Map<String, Object> draft = new HashMap<>();
        draft.put("type", TYPE);
        draft.put("critical", List.of());
        draft.put("federation", federation);
        draft.put("members", ListWriter.members(members));
        return JsonForm.write(draft);
    }
}
