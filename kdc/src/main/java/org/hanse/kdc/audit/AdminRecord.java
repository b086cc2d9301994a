package org.hanse.kdc.audit;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.name.Principal;

/**
 * What the log says of an administrator's request: who asked for what from where, and what it changed. Holds no key and no password.
 *
 * @param id eight upper-case hexadecimal digits, also in the answer to what is refused
 * @param operation such as {@code principal/add}
 * @param client as far as proved
 * @param targets whom it concerns, as it names them, whether or not anything is changed; the log has at most {@link #MOST_TARGETS}
 * @param refused why not, by the name that the client is told too
 * @param changes what is different now; of a refused request what was changed before it came to the refusal
 */
public record AdminRecord(
        Instant time,
        String id,
        String operation,
        InetSocketAddress address,
        Optional<Principal> client,
        List<String> targets,
        Optional<String> refused,
        List<Change> changes) {
    static final int MOST_TARGETS = 32;

    /**
     * A field that has another value.
     *
     * @param subject the principal, policy or trust
     * @param before what it no longer has; empty for nothing
     * @param after what it did not have
     */
    public record Change(String subject, String field, String before, String after) {}

    public AdminRecord {
        targets = List.copyOf(targets);
        changes = List.copyOf(changes);
    }
}
