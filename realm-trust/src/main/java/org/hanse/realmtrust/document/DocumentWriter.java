package org.hanse.realmtrust.document;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;

/** The payload of a realm document: record to octets. */
final class DocumentWriter {
    private DocumentWriter() {}

    /** @throws IllegalArgumentException if no reader would take it */
    static byte[] write(RealmDocument document) {
        Map<String, Object> members = new HashMap<>();
        members.put("type", RealmDocument.TYPE);
        members.put("critical", List.of());
        members.put("realm", document.realm().value());
        members.put("id", document.id().hex());
        members.put("version", document.version());
        document.predecessor().ifPresent(hash -> members.put("predecessor", hash.hex()));
        members.put("issued", Written.time(document.issued()));
        members.put("expires", Written.time(document.expires()));
        members.put(
                "signingKeys",
                document.signingKeys().stream().map(Written::period).toList());
        members.put("recovery", document.recovery().hex());
        members.put("signer", document.signer().hex());
        document.recoveryKey().ifPresent(key -> members.put("recoveryKey", Written.key(key)));
        members.put("urls", document.endpoints().urls());
        members.put(
                "tlsKeys",
                document.endpoints().tlsKeys().stream().map(Fingerprint::hex).toList());
        members.put("kdcs", document.endpoints().kdcs());
        members.put("domains", document.domains());
        members.put(
                "enctypes", document.enctypes().stream().map(EncType::toString).toList());
        members.put("agreementSuites", document.suites());
        if (!document.trusts().isEmpty()) {
            members.put(
                    "trusts", document.trusts().stream().map(RealmName::value).toList());
        }
        return checked(JsonForm.write(members), document);
    }

    /** Nothing is signed that others would read otherwise than it was meant. */
    private static byte[] checked(byte[] payload, RealmDocument meant) {
        try {
            if (!DocumentReader.read(payload).equals(meant)) {
                throw new IllegalArgumentException("the realm document would be read otherwise than it is meant");
            }
            return payload;
        } catch (DocumentFault fault) {
            throw new IllegalArgumentException(fault.getMessage(), fault);
        }
    }
}
