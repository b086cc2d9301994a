package org.hanse.realmtrust.transited;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hanse.protocol.name.RealmName;
import org.hanse.protocol.wire.Octets;
import org.hanse.protocol.wire.TransitedEncoding;

/**
 * The realms a ticket has passed between the client's and the server's, RFC 4120 §3.3.3.2: what the field says, and the field
 * with one realm more. Without state, thread-safe; linear in the length of the field.
 */
public final class Transited {
    /** Longest field read or written, in octets. */
    static final int MAX_OCTETS = 4096;
    /** Most realms a field may stand for, compressed ones and those of null subfields included. */
    static final int MAX_REALMS = 128;
    /** Longest realm name, in characters: a name may be built from the one before, and would grow with every subfield. */
    static final int MAX_NAME = 500;

    private Transited() {}

    /**
     * What the field stands for, in its order, each realm once.
     *
     * @param client the client's realm: it precedes the first subfield where a null subfield needs to know
     * @param server the realm of the ticket's server: it follows the last one
     * @throws TransitedFault if the encoding is unknown or the contents are malformed or too long
     */
    public static List<RealmName> decode(TransitedEncoding field, RealmName client, RealmName server)
            throws TransitedFault {
        if (field.contents().length() == 0 && (field.type() == 0 || field.type() == 1)) {
            return List.of(); // type 0 with nothing in it is what Windows puts into its TGTs
        }
        if (field.type() != TransitedEncoding.DOMAIN_X500_COMPRESS) {
            throw new TransitedFault("transited encoding " + field.type() + " is not known");
        }
        if (field.contents().length() > MAX_OCTETS) {
            throw new TransitedFault("the transited field is longer than " + MAX_OCTETS + " octets");
        }
        return new SubfieldExpander(client, server).expand(SubfieldReader.read(field.contents()));
    }

    /**
     * The field with the realm that issued the presented TGT added, for the ticket that is issued on it. Neither the client's
     * realm nor the server's is ever added, and no realm twice. Written without compression, which every reader understands.
     *
     * @param field as the presented TGT has it; its null subfields reach to {@code added}, the realm of the presented TGT's server
     * @param added the realm that issued the presented TGT
     * @param client the client's realm
     * @param server the realm that issues the new ticket
     * @throws TransitedFault if the field cannot be read, or would grow too long
     */
    public static TransitedEncoding extend(TransitedEncoding field, RealmName added, RealmName client, RealmName server)
            throws TransitedFault {
        List<RealmName> realms = new ArrayList<>(decode(field, client, added));
        if (!added.equals(client) && !added.equals(server) && !realms.contains(added)) {
            realms.add(added);
        }
        return encode(realms);
    }

    /** @throws TransitedFault if there are too many realms or their names are too long */
    public static TransitedEncoding encode(List<RealmName> realms) throws TransitedFault {
        StringBuilder contents = new StringBuilder();
        for (RealmName realm : realms) {
            if (realm.value().length() > MAX_NAME) {
                throw new TransitedFault("a transited realm's name is longer than " + MAX_NAME + " characters");
            }
            if (contents.length() > 0) {
                contents.append(',');
                if (realm.value().charAt(0) == '/') {
                    contents.append(' '); // else it would be appended to the realm before
                }
            }
            quote(realm.value(), contents);
        }
        byte[] octets = contents.toString().getBytes(StandardCharsets.UTF_8);
        if (octets.length > MAX_OCTETS || realms.size() > MAX_REALMS) {
            throw new TransitedFault("the ticket has passed more realms than a transited field may hold");
        }
        return new TransitedEncoding(TransitedEncoding.DOMAIN_X500_COMPRESS, Octets.wrap(octets));
    }

    private static void quote(String name, StringBuilder out) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean special = c == ',' || c == '\\' || (c == ' ' && i == 0) || (c == '.' && i == name.length() - 1);
            if (special) {
                out.append('\\');
            }
            out.append(c);
        }
    }
}
