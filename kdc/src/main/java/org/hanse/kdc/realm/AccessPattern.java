package org.hanse.kdc.realm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hanse.protocol.name.InvalidNameException;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalGlob;
import org.hanse.protocol.name.RealmName;

/**
 * A principal of admin.acl: components and realm, each a text or {@code *}; as many components as the principal has. A {@code *} alone
 * is everybody. In a target, {@code *2} is what the second {@code *} of the client stands for.
 */
final class AccessPattern {
    private static final String ANY = "*";

    private final List<String> components;
    private final String realm;
    private final boolean everybody;

    private AccessPattern(List<String> components, String realm, boolean everybody) {
        this.components = components;
        this.realm = realm;
        this.everybody = everybody;
    }

    /** @throws InvalidNameException if it is no principal */
    static AccessPattern of(String text, RealmName home) {
        if (text.equals(ANY)) {
            return new AccessPattern(List.of(), ANY, true);
        }
        Principal principal = Principal.parse(text, home);
        return new AccessPattern(
                principal.name().components(), principal.realm().value(), false);
    }

    /**
     * @param captured what back references stand for
     * @return what the {@code *} of this pattern stand for; empty if it does not match
     */
    Optional<List<String>> match(Principal principal, List<String> captured) {
        if (everybody) {
            return Optional.of(List.of());
        }
        List<String> parts = principal.name().components();
        if (parts.size() != components.size()
                || !(realm.equals(ANY) || realm.equals(principal.realm().value()))) {
            return Optional.empty();
        }
        List<String> stars = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String wanted = components.get(i);
            if (wanted.equals(ANY)) {
                stars.add(parts.get(i));
            } else if (!parts.get(i).equals(referred(wanted, captured))) {
                return Optional.empty();
            }
        }
        return Optional.of(stars);
    }

    /** A reference to a star that is not there matches nothing. */
    private static String referred(String wanted, List<String> captured) {
        if (!wanted.matches("\\*[1-9]")) {
            return wanted;
        }
        int number = wanted.charAt(1) - '0';
        return number <= captured.size() ? captured.get(number - 1) : "\0";
    }

    /** Matches at least the names of this realm that the pattern matches. */
    PrincipalGlob glob() {
        return everybody
                ? PrincipalGlob.ALL
                : PrincipalGlob.of(
                        components.stream().map(AccessPattern::globbed).collect(Collectors.joining("/")));
    }

    private static String globbed(String component) {
        return component.equals(ANY) ? ANY : component.replaceAll("[^A-Za-z0-9._-]+", ANY);
    }
}
