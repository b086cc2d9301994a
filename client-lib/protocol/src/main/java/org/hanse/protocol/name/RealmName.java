package org.hanse.protocol.name;

/**
 * The name of a realm, RFC 4120 §6.1. Compared octet for octet: {@code luebeck.example} is not {@code LUEBECK.EXAMPLE}.
 *
 * @param value not empty, without NUL (RFC 4120 §5.2.2), {@code '/'} or {@code ':'} rules left to the operator
 */
public record RealmName(String value) implements Comparable<RealmName> {
    public RealmName {
        if (value.isEmpty()) {
            throw new InvalidNameException("a realm name is empty");
        }
        if (value.indexOf('\0') >= 0) {
            throw new InvalidNameException("a realm name holds a NUL");
        }
    }

    public static RealmName of(String value) {
        return new RealmName(value);
    }

    /** Whether RFC 8062 §3 reserves it, as {@code WELLKNOWN:ANONYMOUS}: no realm has such a name. */
    public boolean isWellKnown() {
        return value.startsWith("WELLKNOWN:");
    }

    @Override
    public int compareTo(RealmName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
