package org.hanse.admin.refusal;

import java.util.List;
import java.util.Optional;
import org.hanse.protocol.wire.WireCode;

/**
 * What one refusal means.
 *
 * @param name as the log, the metrics or the service's own output say it
 * @param code what the client gets; empty where it gets no Kerberos error
 * @param who can mend it, the likeliest first
 * @param what has happened, in sentences
 * @param cures in the order of trying
 */
public record Page(Side side, String name, Optional<WireCode> code, List<Mender> who, String what, List<Cure> cures) {
    /** Who refuses. */
    public enum Side {
        KDC("a realm's server", "kdc"),
        SERVICE("a service", "service"),
        /** To administrators, at its {@code /admin/v1}. */
        ADMINISTRATION("a realm's server, to an administrator", "administration");

        private final String text;
        private final String word;

        Side(String text, String word) {
            this.text = text;
            this.word = word;
        }

        /** Of JSON. */
        public String word() {
            return word;
        }

        public String text() {
            return text;
        }
    }

    /**
     * One thing to do.
     *
     * @param commands to type for it, with words in capitals to replace; may be empty
     */
    public record Cure(String text, List<String> commands) {
        public Cure {
            commands = List.copyOf(commands);
        }
    }

    public Page {
        who = List.copyOf(who);
        cures = List.copyOf(cures);
    }
}
