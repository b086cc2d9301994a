package org.hanse.realmtrust.transited;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hanse.protocol.wire.Octets;

/** Splits DOMAIN-X500-COMPRESS contents at their unquoted commas and takes the quoting away, RFC 4120 §3.3.3.2. */
final class SubfieldReader {
    private final String text;
    private final List<Subfield> subfields = new ArrayList<>();
    private final StringBuilder name = new StringBuilder();
    private boolean standsAlone;
    private boolean firstQuoted;
    private boolean lastQuoted;

    private SubfieldReader(String text) {
        this.text = text;
    }

    static List<Subfield> read(Octets contents) throws TransitedFault {
        return new SubfieldReader(utf8(contents)).read();
    }

    private List<Subfield> read() throws TransitedFault {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0') {
                throw new TransitedFault("the transited field holds a NUL");
            } else if (c == '\\') {
                if (++i == text.length()) {
                    throw new TransitedFault("the transited field ends in a lone backslash");
                }
                add(text.charAt(i), true);
            } else if (c == ',') {
                finish();
            } else if (c == ' ' && name.length() == 0 && !standsAlone) {
                standsAlone = true;
            } else {
                add(c, false);
            }
        }
        finish();
        return subfields;
    }

    private void add(char c, boolean quoted) throws TransitedFault {
        if (c == '\0') {
            throw new TransitedFault("the transited field holds a NUL");
        }
        if (name.length() == 0) {
            firstQuoted = quoted;
        }
        lastQuoted = quoted;
        name.append(c);
    }

    private void finish() throws TransitedFault {
        subfields.add(new Subfield(name.toString(), relation()));
        name.setLength(0);
        standsAlone = false;
    }

    private Subfield.Relation relation() throws TransitedFault {
        if (name.length() == 0) {
            if (standsAlone) {
                throw new TransitedFault("the transited field holds a space where a realm belongs");
            }
            return Subfield.Relation.NULL;
        }
        boolean slash = name.charAt(0) == '/' && !firstQuoted;
        boolean dot = name.charAt(name.length() - 1) == '.' && !lastQuoted;
        if (dot && (slash || standsAlone)) {
            throw new TransitedFault("the transited field holds a name that could be read in two ways");
        }
        if (dot) {
            return Subfield.Relation.PREPENDED;
        }
        return slash && !standsAlone ? Subfield.Relation.APPENDED : Subfield.Relation.WHOLE;
    }

    private static String utf8(Octets contents) throws TransitedFault {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(contents.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new TransitedFault("the transited field is not UTF-8");
        }
    }
}
