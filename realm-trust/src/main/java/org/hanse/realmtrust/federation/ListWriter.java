package org.hanse.realmtrust.federation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hanse.realmtrust.document.DocumentFault;
import org.hanse.realmtrust.document.JsonForm;
import org.hanse.realmtrust.document.Written;

/** The payload of a federation's list: record to octets. */
final class ListWriter {
    private ListWriter() {}

    /** @throws IllegalArgumentException if no reader would take it */
    static byte[] write(FederationList list) {
        Map<String, Object> members = new HashMap<>();
        members.put("type", FederationList.TYPE);
        members.put("critical", List.of());
        members.put("federation", list.federation());
        members.put("version", list.version());
        list.predecessor().ifPresent(hash -> members.put("predecessor", hash.hex()));
        members.put("issued", Written.time(list.issued()));
        members.put("expires", Written.time(list.expires()));
        members.put(
                "signingKeys", list.signingKeys().stream().map(Written::period).toList());
        members.put("signer", list.signer().hex());
        members.put("members", members(list.members()));
        return checked(JsonForm.write(members), list);
    }

    static List<Map<String, String>> members(List<FederationMember> members) {
        return members.stream()
                .map(one -> Map.of("realm", one.realm().value(), "id", one.id().hex(), "url", one.url()))
                .toList();
    }

    /** Nothing is signed that others would read otherwise than it was meant. */
    private static byte[] checked(byte[] payload, FederationList meant) {
        try {
            if (!ListReader.read(payload).equals(meant)) {
                throw new IllegalArgumentException("the list would be read otherwise than it is meant");
            }
            return payload;
        } catch (DocumentFault fault) {
            throw new IllegalArgumentException(fault.getMessage(), fault);
        }
    }
}
