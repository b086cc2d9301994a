package org.hanse.realmtrust.document;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hanse.protocol.wire.Octets;

/** The members of one object of a document, read one by one, each with its name, kind and bounds. Members that nobody asks for are passed over. */
public final class Members {
    /** Longest text that is no key, in characters. */
    private static final int LONGEST = 320;

    private static final int MOST_CRITICAL = 32;

    private final Map<String, Object> members;

    /** @param members as {@link JsonForm} reads them */
    public Members(Map<String, Object> members) {
        this.members = members;
    }

    /**
     * What comes before anything else, since what the other members mean depends on it: {@code type}; then {@code critical}, in which each name is a
     * member's and one of those known here. Members that it does not list may be unknown.
     *
     * @param known all names of members that the caller understands
     */
    public void checkHead(String type, Set<String> known) throws DocumentFault {
        if (!type.equals(members.get("type"))) {
            throw new DocumentFault(DocumentReason.OTHER_TYPE);
        }
        for (String name : texts("critical", Spelling.MEMBER, 0, MOST_CRITICAL)) {
            if (!known.contains(name)) {
                throw new DocumentFault(DocumentReason.UNKNOWN_CRITICAL);
            }
            if (!has(name)) {
                throw new DocumentFault(DocumentReason.MEMBER_MISSING, name + ", which is critical");
            }
        }
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    public String text(String name, Spelling spelling) throws DocumentFault {
        return spelled(name, required(name), spelling);
    }

    public Optional<String> optionalText(String name, Spelling spelling) throws DocumentFault {
        return has(name) ? Optional.of(text(name, spelling)) : Optional.empty();
    }

    /** A whole number from 1 to 2^53 - 1. */
    public long positive(String name) throws DocumentFault {
        if (required(name) instanceof Long number && number > 0) {
            return number;
        }
        throw wrong(name);
    }

    /** A time in UTC with whole seconds, {@code 2026-11-25T08:00:00Z}. */
    public Instant time(String name) throws DocumentFault {
        String text = text(name, Spelling.TIME);
        try {
            // Instant.parse would take the 30th of February for a day in March, and a leap second.
            Instant time =
                    LocalDateTime.parse(text.substring(0, text.length() - 1)).toInstant(ZoneOffset.UTC);
            if (time.toString().equals(text)) {
                return time;
            }
        } catch (DateTimeException noDay) {
            // falls through: it is spelled well, and is no time
        }
        throw wrong(name);
    }

    /** A list of different texts. */
    public List<String> texts(String name, Spelling spelling, int least, int most) throws DocumentFault {
        List<String> texts = new ArrayList<>();
        for (Object each : list(name, least, most)) {
            texts.add(spelled(name, each, spelling));
        }
        if (new HashSet<>(texts).size() < texts.size()) {
            throw new DocumentFault(DocumentReason.MEMBER_WRONG, name + " has something twice");
        }
        return texts;
    }

    /** A list of objects. */
    public List<Members> objects(String name, int least, int most) throws DocumentFault {
        List<Members> objects = new ArrayList<>();
        for (Object each : list(name, least, most)) {
            objects.add(object(name, each));
        }
        return objects;
    }

    public Members object(String name) throws DocumentFault {
        return object(name, required(name));
    }

    public Optional<Members> optionalObject(String name) throws DocumentFault {
        return has(name) ? Optional.of(object(name, required(name))) : Optional.empty();
    }

    /** The two halves of a key, members of this object. */
    public SigningPublicKey key() throws DocumentFault {
        Octets ed25519 = base64("ed25519", SigningPublicKey.ED25519);
        Octets mlDsa65 = base64("mlDsa65", SigningPublicKey.ML_DSA_65);
        try {
            return new SigningPublicKey(ed25519, mlDsa65);
        } catch (IllegalArgumentException noPoint) {
            throw wrong("ed25519");
        }
    }

    /** A key and the time in which it may sign, members of this object. */
    public SigningPeriod period() throws DocumentFault {
        return new SigningPeriod(key(), time("from"), time("until"));
    }

    public Fingerprint fingerprint(String name) throws DocumentFault {
        return new Fingerprint(text(name, Spelling.FINGERPRINT));
    }

    /** Exactly so many octets, in base64 with padding (RFC 4648 §4), whose unused bits are zero: one form only. */
    private Octets base64(String name, int octets) throws DocumentFault {
        if (required(name) instanceof String text && text.length() == (octets + 2) / 3 * 4) {
            try {
                byte[] decoded = Base64.getDecoder().decode(text);
                if (decoded.length == octets
                        && Base64.getEncoder().encodeToString(decoded).equals(text)) {
                    return Octets.wrap(decoded);
                }
            } catch (IllegalArgumentException notBase64) {
                // falls through
            }
        }
        throw wrong(name);
    }

    private List<?> list(String name, int least, int most) throws DocumentFault {
        if (required(name) instanceof List<?> list && list.size() >= least && list.size() <= most) {
            return list;
        }
        throw wrong(name);
    }

    @SuppressWarnings("unchecked") // JsonForm makes no other maps
    private static Members object(String name, Object value) throws DocumentFault {
        if (value instanceof Map<?, ?> object) {
            return new Members((Map<String, Object>) object);
        }
        throw wrong(name);
    }

    private static String spelled(String name, Object value, Spelling spelling) throws DocumentFault {
        if (value instanceof String text && text.length() <= LONGEST && spelling.fits(text)) {
            return text;
        }
        throw wrong(name);
    }

    private Object required(String name) throws DocumentFault {
        Object value = members.get(name);
        if (value == null) {
            throw new DocumentFault(DocumentReason.MEMBER_MISSING, name);
        }
        return value;
    }

    private static DocumentFault wrong(String name) {
        return new DocumentFault(DocumentReason.MEMBER_WRONG, name);
    }
}
