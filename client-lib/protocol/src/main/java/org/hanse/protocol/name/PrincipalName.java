package org.hanse.protocol.name;

import java.util.List;

/**
 * A principal's name within its realm, RFC 4120 §5.2.2 and §6.2: components, and a type that is only a hint.
 * Equality is that of the components, octet for octet (RFC 4120 §6.2: the type never decides).
 *
 * <p>The wire may bring names with no component or with empty ones; they are representable, and no principal has them.
 */
public final class PrincipalName {
    private final int type;
    private final List<String> components;

    public PrincipalName(int type, List<String> components) {
        this.type = type;
        this.components = List.copyOf(components);
    }

    /** A name of the usual type for its shape: krbtgt is NT-SRV-INST, {@code service/host.domain} NT-SRV-HST, else NT-PRINCIPAL. */
    public static PrincipalName of(String... components) {
        List<String> list = List.of(components);
        int type = NameType.PRINCIPAL;
        if (list.size() == 2) {
            if (list.get(0).equals("krbtgt") || list.get(0).equals("kadmin")) {
                type = NameType.SRV_INST;
            } else if (list.get(1).indexOf('.') > 0 || list.get(1).equals("localhost")) {
                type = NameType.SRV_HST;
            }
        }
        return new PrincipalName(type, list);
    }

    /** The ticket-granting service for {@code realm}: {@code krbtgt/REALM}, RFC 4120 §7.3. */
    public static PrincipalName krbtgt(RealmName realm) {
        return new PrincipalName(NameType.SRV_INST, List.of("krbtgt", realm.value()));
    }

    public int type() {
        return type;
    }

    public List<String> components() {
        return components;
    }

    public boolean isKrbtgt() {
        return components.size() == 2 && components.get(0).equals("krbtgt");
    }

    /** Whether RFC 8062 §3 reserves it: such a name means what its document says, and is never an ordinary principal's. */
    public boolean isWellKnown() {
        return !components.isEmpty() && components.get(0).equals("WELLKNOWN");
    }

    /** {@code WELLKNOWN/ANONYMOUS}, RFC 8062 §3: a client that does not say who it is. */
    public boolean isAnonymous() {
        return components.equals(List.of("WELLKNOWN", "ANONYMOUS"));
    }

    /** This name with another type; equal to this one. */
    public PrincipalName withType(int other) {
        return new PrincipalName(other, components);
    }

    /** The components joined without separator: RFC 4120 §4's default salt, less the realm. */
    public String joined() {
        return String.join("", components);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PrincipalName name && components.equals(name.components);
    }

    @Override
    public int hashCode() {
        return components.hashCode();
    }

    /** The text form of RFC 1964 §2.1.1, without a realm. */
    @Override
    public String toString() {
        return PrincipalText.unparse(components);
    }
}
