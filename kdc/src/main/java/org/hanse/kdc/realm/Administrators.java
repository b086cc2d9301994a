package org.hanse.kdc.realm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hanse.kdc.principal.PrincipalStore;
import org.hanse.protocol.name.InvalidNameException;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalGlob;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/**
 * Whom {@code admin.acl} gives all rights: lines of a principal, which may be a glob, and {@code *}. Lines that give less make
 * nobody an administrator, as far as it matters here: who could give rights back.
 */
public final class Administrators {
    public static final String FILE_NAME = "admin.acl";

    private final RealmName realm;
    private final List<PrincipalGlob> globs;

    private Administrators(RealmName realm, List<PrincipalGlob> globs) {
        this.realm = realm;
        this.globs = List.copyOf(globs);
    }

    /** A file that is not there names nobody. */
    public static Administrators read(Path acl, RealmName realm) throws IOException, RealmFailure {
        List<PrincipalGlob> globs = new ArrayList<>();
        for (String line : Files.exists(acl) ? Files.readAllLines(acl) : List.<String>of()) {
            String[] words = line.strip().split("\\s+");
            if (words.length > 1 && !words[0].startsWith("#") && words[1].equals("*")) {
                try {
                    globs.add(PrincipalGlob.of(words[0]));
                } catch (InvalidNameException wrong) {
                    throw RealmFailure.refused(acl + ": " + wrong.getMessage(), "mend the line " + line.strip());
                }
            }
        }
        return new Administrators(realm, globs);
    }

    /** Whether this is an administrator and the store has no other. */
    boolean isLast(PrincipalName name, PrincipalStore store) {
        if (!includes(name)) {
            return false;
        }
        List<PrincipalName> others = new ArrayList<>();
        for (PrincipalGlob glob : globs) {
            store.forEachName(glob, other -> {
                // kadmin/admin is a service, though "*/admin" matches it.
                if (!other.equals(name) && !Naming.isReserved(other)) {
                    others.add(other);
                }
            });
        }
        return others.isEmpty();
    }

    private boolean includes(PrincipalName name) {
        return globs.stream().anyMatch(glob -> glob.matches(new Principal(name, realm)));
    }
}
