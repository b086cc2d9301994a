package org.hanse.realmtrust.document;

import java.time.Instant;

/**
 * A document that was believed.
 *
 * @param since when, by the clock of who believed it: no date that a thief can choose
 */
public record HeldDocument(SignedDocument signed, Instant since) {
    RealmDocument document() {
        return signed.document();
    }

    DocumentHash hash() {
        return signed.hash();
    }
}
