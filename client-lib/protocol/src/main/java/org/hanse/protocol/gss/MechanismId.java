package org.hanse.protocol.gss;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hanse.protocol.wire.Octets;

/**
 * The object identifier of a GSS mechanism, RFC 2743 §3.1.
 *
 * @param content the contents octets of the DER OBJECT IDENTIFIER, without tag and length
 */
public record MechanismId(Octets content) {
    /** 1.2.840.113554.1.2.2, RFC 4121. */
    public static final MechanismId KRB5 = ofHex("2a864886f712010202");
    /** 1.2.840.48018.1.2.2: Kerberos as early Windows numbered it, RFC 4178 appendix C. */
    public static final MechanismId KRB5_MICROSOFT = ofHex("2a864882f712010202");
    /** 1.3.6.1.5.5.2, RFC 4178. */
    public static final MechanismId SPNEGO = ofHex("2b0601050502");
    /** 1.3.6.1.4.1.311.2.2.10, MS-NLMP. */
    public static final MechanismId NTLMSSP = ofHex("2b06010401823702020a");
    /** 1.3.6.1.5.2.5, draft-ietf-kitten-iakerb. */
    public static final MechanismId IAKERB = ofHex("2b0601050205");
    /** 1.3.6.1.4.1.311.2.2.30, MS-NEGOEX. */
    public static final MechanismId NEGOEX = ofHex("2b06010401823702021e");

    private static final Map<MechanismId, String> NAMES = Map.of(
            KRB5, "Kerberos",
            KRB5_MICROSOFT, "Kerberos (Microsoft's number)",
            SPNEGO, "SPNEGO",
            NTLMSSP, "NTLM",
            IAKERB, "IAKERB",
            NEGOEX, "NEGOEX");

    /** Whether this number means the krb5 mechanism of RFC 4121, under either of its numbers. */
    public boolean isKerberos() {
        return equals(KRB5) || equals(KRB5_MICROSOFT);
    }

    /** The dotted form, as in {@code 1.2.840.113554.1.2.2}. */
    public String dotted() {
        List<Long> arcs = new ArrayList<>();
        long arc = 0;
        for (int i = 0; i < content.length(); i++) {
            int octet = content.at(i) & 0xFF;
            arc = arc << 7 | (octet & 0x7F);
            if ((octet & 0x80) == 0) {
                if (arcs.isEmpty()) {
                    long first = Math.min(2, arc / 40);
                    arcs.add(first);
                    arc -= first * 40;
                }
                arcs.add(arc);
                arc = 0;
            }
        }
        return arcs.stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    @Override
    public String toString() {
        String name = NAMES.get(this);
        return name == null ? dotted() : name;
    }

    private static MechanismId ofHex(String hex) {
        return new MechanismId(Octets.wrap(HexFormat.of().parseHex(hex)));
    }
}
