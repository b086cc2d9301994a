package org.hanse.kdc.store;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.SubjectId;

/** The tables {@code principals} and {@code principal_attributes}, and whole entries put together from all tables. */
final class PrincipalTable {
    private static final String FIND = "SELECT c.name, p.subject_id, p.flags, p.expires, p.password_expires,"
            + " p.max_life, p.max_renew, p.policy, p.created, p.modified, p.version"
            + " FROM names n"
            + " JOIN names c ON c.subject_id = n.subject_id AND c.kind = 'principal'"
            + " JOIN principals p ON p.subject_id = n.subject_id"
            + " WHERE n.name = ? AND n.kind IN ('principal', 'alias')";

    private final NameTable names;
    private final PrincipalKeyTable keys;

    PrincipalTable(NameTable names, PrincipalKeyTable keys) {
        this.names = names;
        this.keys = keys;
    }

    /** By canonical name or alias. */
    Optional<PrincipalEntry> find(SqlSession session, PrincipalName name) {
        if (!DraftRules.canBeKept(name)) {
            return Optional.empty();
        }
        return session.first(
                FIND,
                row -> {
                    SubjectId subject = new SubjectId(row.text("subject_id"));
                    return new PrincipalEntry(
                            subject,
                            names.name(row),
                            flags(row.text("flags")),
                            keys.find(session, subject),
                            row.optionalTime("expires"),
                            row.optionalTime("password_expires"),
                            row.optionalDuration("max_life"),
                            row.optionalDuration("max_renew"),
                            row.optionalText("policy"),
                            names.ofKind(session, subject, NameKind.ALIAS),
                            attributes(session, subject),
                            row.time("created"),
                            row.time("modified"),
                            row.number("version"));
                },
                name.toString());
    }

    Optional<Long> version(SqlSession session, SubjectId subject) {
        return session.first(
                "SELECT version FROM principals WHERE subject_id = ?", row -> row.number("version"), subject);
    }

    void add(SqlSession session, SubjectId subject, PrincipalDraft draft, Stamp stamp) {
        session.update(
                "INSERT INTO principals (subject_id, flags, expires, password_expires, max_life, max_renew, policy,"
                        + " created, created_by, modified, modified_by, version)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                subject,
                words(draft.flags()),
                draft.expires(),
                draft.passwordExpires(),
                draft.maxLife(),
                draft.maxRenew(),
                draft.policy(),
                stamp.at(),
                stamp.actor(),
                stamp.at(),
                stamp.actor());
        keys.add(session, subject, draft.keys());
        addAttributes(session, subject, draft.attributes());
    }

    /** Replaces everything but the keys; see {@link #replaceKeys}. */
    void update(SqlSession session, SubjectId subject, PrincipalDraft draft) {
        session.update(
                "UPDATE principals SET flags = ?, expires = ?, password_expires = ?, max_life = ?, max_renew = ?,"
                        + " policy = ? WHERE subject_id = ?",
                words(draft.flags()),
                draft.expires(),
                draft.passwordExpires(),
                draft.maxLife(),
                draft.maxRenew(),
                draft.policy(),
                subject);
        session.update("DELETE FROM principal_attributes WHERE subject_id = ?", subject);
        addAttributes(session, subject, draft.attributes());
    }

    void replaceKeys(SqlSession session, SubjectId subject, PrincipalDraft draft) {
        keys.removeAll(session, subject);
        keys.add(session, subject, draft.keys());
    }

    /** Counts a change. */
    void touch(SqlSession session, SubjectId subject, Stamp stamp) {
        session.update(
                "UPDATE principals SET version = version + 1, modified = ?, modified_by = ? WHERE subject_id = ?",
                stamp.at(),
                stamp.actor(),
                subject);
    }

    /** Forgets the keys and all that was known of a deleted principal; the row of its identity stays. */
    void forget(SqlSession session, SubjectId subject) {
        keys.removeAll(session, subject);
        session.update("DELETE FROM principal_attributes WHERE subject_id = ?", subject);
        session.update("UPDATE principals SET policy = NULL WHERE subject_id = ?", subject);
    }

    private static void addAttributes(SqlSession session, SubjectId subject, Map<String, String> attributes) {
        attributes.forEach((attribute, content) -> session.update(
                "INSERT INTO principal_attributes (subject_id, attribute, content) VALUES (?, ?, ?)",
                subject,
                attribute,
                content));
    }

    private static Map<String, String> attributes(SqlSession session, SubjectId subject) {
        Map<String, String> attributes = new TreeMap<>();
        session.list(
                "SELECT attribute, content FROM principal_attributes WHERE subject_id = ?",
                row -> attributes.put(row.text("attribute"), row.text("content")),
                subject);
        return attributes;
    }

    private static String words(Set<PrincipalFlag> flags) {
        return Arrays.stream(PrincipalFlag.values())
                .filter(flags::contains)
                .map(PrincipalFlag::word)
                .collect(Collectors.joining(" "));
    }

    private static Set<PrincipalFlag> flags(String words) {
        return words.isEmpty()
                ? Set.of()
                : List.of(words.split(" ")).stream()
                        .map(word -> PrincipalFlag.byWord(word).orElseThrow())
                        .collect(Collectors.toSet());
    }
}
