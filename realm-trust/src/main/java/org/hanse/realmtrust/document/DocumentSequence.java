package org.hanse.realmtrust.document;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Documents one behind the other, as the history is served: each says by its DER length where it ends. */
public final class DocumentSequence {
    /** Most octets in one answer; who wants more asks again, from the next version on. */
    public static final int LONGEST = 1 << 20;
    /** Before a length in two octets or fewer: no document needs more. */
    private static final int SEQUENCE = 0x30;

    private DocumentSequence() {}

    /** As many of the documents as fit, from the first on; at least one if there is one. */
    public static byte[] write(List<SignedDocument> documents) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (SignedDocument document : documents) {
            byte[] octets = document.encoded().toByteArray();
            if (out.size() + octets.length > LONGEST) {
                break;
            }
            out.writeBytes(octets);
        }
        return out.toByteArray();
    }

    /** @throws DocumentFault if it is too long, or one of them is no document; signatures are not judged */
    public static List<SignedDocument> read(byte[] octets) throws DocumentFault {
        if (octets.length > LONGEST) {
            throw new DocumentFault(DocumentReason.TOO_LARGE);
        }
        List<SignedDocument> documents = new ArrayList<>();
        for (int at = 0; at < octets.length; ) {
            int end = end(octets, at);
            documents.add(SignedDocument.read(Arrays.copyOfRange(octets, at, end)));
            at = end;
        }
        return documents;
    }

    /** A document is longer than 255 octets and shorter than 65,536, so its length has one form: 82 and two octets. */
    private static int end(byte[] octets, int at) throws DocumentFault {
        if (octets.length - at < 4 || octets[at] != SEQUENCE || (octets[at + 1] & 0xff) != 0x82) {
            throw new DocumentFault(DocumentReason.NOT_CMS);
        }
        int end = at + 4 + (((octets[at + 2] & 0xff) << 8) | (octets[at + 3] & 0xff));
        if (end > octets.length) {
            throw new DocumentFault(DocumentReason.NOT_CMS);
        }
        return end;
    }
}
