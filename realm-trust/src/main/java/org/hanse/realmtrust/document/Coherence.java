package org.hanse.realmtrust.document;

import java.util.List;

/** The sentences that hold of any document by itself, whoever signed it. */
final class Coherence {
    private Coherence() {}

    static void check(RealmDocument document) throws DocumentFault {
        times(document);
        keys(document);
        signer(document);
        hold(!document.trusts().contains(document.realm()), "it tells of a trust with itself");
    }

    private static void times(RealmDocument document) throws DocumentFault {
        hold(document.issued().isBefore(document.expires()), "it expires before it is issued");
        hold(
                !document.issued().plus(RealmDocument.LONGEST_LIFE).isBefore(document.expires()),
                "it lives longer than " + RealmDocument.LONGEST_LIFE.toDays() + " days");
        for (SigningPeriod period : document.signingKeys()) {
            hold(period.from().isBefore(period.until()), "a signing key ends before it begins");
        }
    }

    private static void keys(RealmDocument document) throws DocumentFault {
        List<Fingerprint> keys = document.signingKeys().stream()
                .map(period -> period.key().fingerprint())
                .toList();
        hold(keys.stream().distinct().count() == keys.size(), "a signing key is listed twice");
        hold(!keys.contains(document.recovery()), "the recovery key is a signing key too");
        if (document.isRecovery()) {
            hold(!keys.contains(document.signer()), "the recovery key that signed it is a signing key too");
        }
    }

    private static void signer(RealmDocument document) throws DocumentFault {
        boolean first = document.version() == 1;
        hold(first == document.predecessor().isEmpty(), "version 1, and no other, has no predecessor");
        if (first) {
            Fingerprint key = document.signingKeys().get(0).key().fingerprint();
            hold(document.id().equals(key), "the id is not that of the first signing key");
            hold(document.signer().equals(key), "the first document is not signed by the first signing key");
            hold(!document.isRecovery(), "the first document is signed by a recovery key");
        }
        if (document.isRecovery()) {
            Fingerprint recovery = document.recoveryKey().orElseThrow().fingerprint();
            hold(document.signer().equals(recovery), "it shows a recovery key and is signed by another");
        }
    }

    private static void hold(boolean sentence, String otherwise) throws DocumentFault {
        if (!sentence) {
            throw new DocumentFault(DocumentReason.CONTRADICTION, otherwise);
        }
    }
}
