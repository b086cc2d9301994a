package org.hanse.kdc.principal;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.hanse.protocol.name.PrincipalName;

/**
 * The services by which passwords and the realm itself are changed, {@code kadmin/*}. A ticket to one of them is worth stealing, so
 * whatever its entry says it is short and stays where it is: not renewable, not forwardable, not proxiable, not postdated.
 */
public final class KadminService {
    /** A ticket is asked for when there is something to do, and that is soon done. */
    public static final Duration LONGEST_LIFE = Duration.ofMinutes(10);

    private static final Set<PrincipalFlag> NEVER = Set.of(
            PrincipalFlag.ALLOW_RENEWABLE,
            PrincipalFlag.ALLOW_FORWARDABLE,
            PrincipalFlag.ALLOW_PROXIABLE,
            PrincipalFlag.ALLOW_POSTDATED);

    private KadminService() {}

    /** @param name the canonical one; an alias changes nothing */
    public static boolean is(PrincipalName name) {
        return name.components().size() == 2 && name.components().get(0).equals("kadmin");
    }

    /** What is left of an entry's flags. */
    public static Set<PrincipalFlag> allowed(Set<PrincipalFlag> flags) {
        Set<PrincipalFlag> left = EnumSet.noneOf(PrincipalFlag.class);
        left.addAll(flags);
        left.removeAll(NEVER);
        return left;
    }
}
