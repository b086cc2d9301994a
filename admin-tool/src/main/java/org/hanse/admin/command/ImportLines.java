package org.hanse.admin.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.admin.operation.ImportOperation;
import org.hanse.kdc.admin.operation.ImportOperation.GivenKey;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.protocol.crypto.ProtocolKey;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.EncryptionKey;
import org.hanse.protocol.wire.SecretBytes;

/** The JSON of one principal to import. What cannot be read is told by a {@link BadLine}, never with a secret in it. */
final class ImportLines {
    private static final Set<String> NAMES = Set.of(
            "name",
            "password",
            "keys",
            "randomKey",
            "flags",
            "expires",
            "passwordExpires",
            "maxLife",
            "maxRenew",
            "policy",
            "attributes");

    private final RealmName realm;
    private final Surroundings here;

    ImportLines(RealmName realm, Surroundings here) {
        this.realm = realm;
        this.here = here;
    }

    /** What is wrong with a line. */
    static final class BadLine extends Exception {
        private static final long serialVersionUID = 1L;

        BadLine(String message) {
            super(message, null, false, false);
        }
    }

    ImportOperation.Line read(long number, String text) throws BadLine {
        try {
            JsonNode json = Json.parse(text);
            if (!json.isObject()) {
                throw new BadLine("is no JSON object; write {\"name\": ..., \"password\": ...}");
            }
            for (String name : (Iterable<String>) json::fieldNames) {
                if (!NAMES.contains(name)) {
                    throw new BadLine(
                            "holds \"" + name + "\", which means nothing here; see hanse principal import --help");
                }
            }
            Principal principal = Principal.parse(text(json, "name"), realm);
            checkSources(json);
            return new ImportOperation.Line(
                    number,
                    principal.toString(),
                    json.has("password")
                            ? Optional.of(
                                    SecretBytes.takeOver(text(json, "password").getBytes(StandardCharsets.UTF_8)))
                            : Optional.empty(),
                    json.has("randomKey"),
                    keys(json),
                    options(json).edits(here));
        } catch (JsonProcessingException malformed) {
            throw new BadLine("is no JSON; write one object per line");
        } catch (IllegalArgumentException | UsageFailure | RealmFailure wrong) {
            throw new BadLine(String.valueOf(wrong.getMessage()));
        }
    }

    private static void checkSources(JsonNode json) throws BadLine {
        int sources = (json.has("password") ? 1 : 0) + (json.has("keys") ? 1 : 0) + (json.has("randomKey") ? 1 : 0);
        if (sources != 1) {
            throw new BadLine("has " + (sources == 0 ? "no" : "more than one of")
                    + " password, keys and randomKey; give one of them");
        }
    }

    private static List<GivenKey> keys(JsonNode json) throws BadLine {
        List<GivenKey> keys = new ArrayList<>();
        for (JsonNode key : json.path("keys")) {
            keys.add(key(key));
        }
        if (json.has("keys") && keys.isEmpty()) {
            throw new BadLine("has no key; give at least one");
        }
        return keys;
    }

    private static GivenKey key(JsonNode json) throws BadLine {
        JsonNode kvno = json.path("kvno");
        if (!kvno.isIntegralNumber() || kvno.asLong() < 1) {
            throw new BadLine("has a key without kvno; give a number from 1");
        }
        Kvno.of(kvno.asLong());
        String name = text(json, "enctype");
        EncType etype = EncType.byName(name)
                .orElseThrow(
                        () -> new BadLine("has a key of enctype \"" + name + "\", which is not served; leave it out"));
        byte[] octets;
        try {
            octets = HexFormat.of().parseHex(text(json, "key"));
        } catch (IllegalArgumentException unreadable) {
            // The message of the parser would quote the key.
            throw new BadLine("has a key that is not hexadecimal; write two digits per octet");
        }
        Optional<String> salt = json.hasNonNull("salt") ? Optional.of(text(json, "salt")) : Optional.empty();
        EncryptionKey key = new EncryptionKey(etype, SecretBytes.takeOver(octets));
        // For its length.
        ProtocolKey.of(key);
        return new GivenKey(kvno.asLong(), etype.toString(), key.secret(), salt);
    }

    private static PrincipalOptions options(JsonNode json) throws BadLine {
        PrincipalOptions options = new PrincipalOptions();
        options.policy = optional(json, "policy");
        options.expires = optional(json, "expires");
        options.passwordExpires = optional(json, "passwordExpires");
        options.maxLife = optional(json, "maxLife");
        options.maxRenew = optional(json, "maxRenew");
        for (JsonNode flag : json.path("flags")) {
            options.flags.add(flag.asText());
        }
        json.path("attributes")
                .properties()
                .forEach(one -> options.attributes.add(
                        one.getKey() + "=" + one.getValue().asText()));
        return options;
    }

    private static Optional<String> optional(JsonNode json, String name) throws BadLine {
        return json.hasNonNull(name) ? Optional.of(text(json, name)) : Optional.empty();
    }

    private static String text(JsonNode json, String name) throws BadLine {
        JsonNode value = json.path(name);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new BadLine("has no text for \"" + name + "\"; give one");
        }
        return value.textValue();
    }
}
