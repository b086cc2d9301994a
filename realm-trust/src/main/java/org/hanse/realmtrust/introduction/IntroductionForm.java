package org.hanse.realmtrust.introduction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.DocumentFault;
import org.hanse.realmtrust.document.DocumentReason;
import org.hanse.realmtrust.document.JsonForm;
import org.hanse.realmtrust.document.Members;
import org.hanse.realmtrust.document.Spelling;
import org.hanse.realmtrust.document.Written;

/** The payloads of introductions and of requests for them, octets and records. */
final class IntroductionForm {
    private static final Set<String> OF_INTRODUCTION =
            Set.of("type", "critical", "introducer", "signer", "realms", "issued", "expires");
    private static final Set<String> OF_REQUEST = Set.of("type", "critical", "from", "signer", "to", "peer", "sent");

    private IntroductionForm() {}

    static Introduction introduction(byte[] payload) throws DocumentFault {
        Members members = new Members(JsonForm.read(payload));
        members.checkHead(Introduction.TYPE, OF_INTRODUCTION);
        List<Introduced> realms = new ArrayList<>();
        for (Members each : members.objects("realms", 2, 2)) {
            Party party = party(each);
            realms.add(new Introduced(party.realm(), party.id(), each.text("url", Spelling.URL)));
        }
        Introduction read = new Introduction(
                party(members.object("introducer")),
                members.fingerprint("signer"),
                realms,
                members.time("issued"),
                members.time("expires"));
        check(read);
        return read;
    }

    static IntroductionRequest request(byte[] payload) throws DocumentFault {
        Members members = new Members(JsonForm.read(payload));
        members.checkHead(IntroductionRequest.TYPE, OF_REQUEST);
        return new IntroductionRequest(
                party(members.object("from")),
                members.fingerprint("signer"),
                party(members.object("to")),
                RealmName.of(members.text("peer", Spelling.REALM)),
                members.time("sent"));
    }

    private static Party party(Members members) throws DocumentFault {
        return new Party(RealmName.of(members.text("realm", Spelling.REALM)), members.fingerprint("id"));
    }

    private static void check(Introduction read) throws DocumentFault {
        Introduced one = read.realms().get(0);
        Introduced two = read.realms().get(1);
        hold(one.realm().value().compareTo(two.realm().value()) < 0, "the two are not in the order of their names");
        hold(!one.id().equals(two.id()), "the two are one realm");
        for (Introduced each : read.realms()) {
            hold(
                    !each.realm().equals(read.introducer().realm())
                            && !each.id().equals(read.introducer().id()),
                    "the introducer is one of the two");
        }
        hold(read.issued().isBefore(read.expires()), "it expires before it is issued");
        hold(
                !read.issued().plus(Introduction.LONGEST_LIFE).isBefore(read.expires()),
                "it lives longer than " + Introduction.LONGEST_LIFE.toDays() + " days");
    }

    private static void hold(boolean sentence, String otherwise) throws DocumentFault {
        if (!sentence) {
            throw new DocumentFault(DocumentReason.CONTRADICTION, otherwise);
        }
    }

    /** @throws IllegalArgumentException if no reader would take it */
    static byte[] write(Introduction introduction) {
        Map<String, Object> members = new HashMap<>();
        members.put("type", Introduction.TYPE);
        members.put("critical", List.of());
        members.put("introducer", party(introduction.introducer()));
        members.put("signer", introduction.signer().hex());
        members.put(
                "realms",
                introduction.realms().stream()
                        .map(one -> Map.of(
                                "realm", one.realm().value(), "id", one.id().hex(), "url", one.url()))
                        .toList());
        members.put("issued", Written.time(introduction.issued()));
        members.put("expires", Written.time(introduction.expires()));
        return checked(members, IntroductionForm::introduction, introduction);
    }

    /** @throws IllegalArgumentException if no reader would take it */
    static byte[] write(IntroductionRequest request) {
        Map<String, Object> members = new HashMap<>();
        members.put("type", IntroductionRequest.TYPE);
        members.put("critical", List.of());
        members.put("from", party(request.from()));
        members.put("signer", request.signer().hex());
        members.put("to", party(request.to()));
        members.put("peer", request.peer().value());
        members.put("sent", Written.time(request.sent()));
        return checked(members, IntroductionForm::request, request);
    }

    private static Map<String, Object> party(Party party) {
        return Map.of("realm", party.realm().value(), "id", party.id().hex());
    }

    private interface Reader<T> {
        T read(byte[] payload) throws DocumentFault;
    }

    /** Nothing is signed that others would read otherwise than it was meant. */
    private static <T> byte[] checked(Map<String, Object> members, Reader<T> reader, T meant) {
        byte[] payload = JsonForm.write(members);
        try {
            if (!reader.read(payload).equals(meant)) {
                throw new IllegalArgumentException("it would be read otherwise than it is meant");
            }
            return payload;
        } catch (DocumentFault fault) {
            throw new IllegalArgumentException(fault.getMessage(), fault);
        }
    }
}
