package org.hanse.realmtrust.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.RealmName;

/** The payload of a realm document: octets to record. Each member is asked for here once, in the order of docs/federation.md. */
final class DocumentReader {
    static final int MOST_KEYS = 4;
    static final int MOST_ADDRESSES = 16;
    static final int MOST_DOMAINS = 256;
    static final int MOST_NAMES = 32;

    /** What {@code critical} may name: all that is known here. */
    private static final Set<String> KNOWN = Set.of(
            "type",
            "critical",
            "realm",
            "id",
            "version",
            "predecessor",
            "issued",
            "expires",
            "signingKeys",
            "recovery",
            "signer",
            "recoveryKey",
            "urls",
            "tlsKeys",
            "kdcs",
            "domains",
            "enctypes",
            "agreementSuites",
            "trusts");

    private DocumentReader() {}

    /** @throws DocumentFault saying why it is no document, or one that contradicts itself */
    static RealmDocument read(byte[] payload) throws DocumentFault {
        Members members = new Members(JsonForm.read(payload));
        members.checkHead(RealmDocument.TYPE, KNOWN);
        RealmDocument document = new RealmDocument(
                RealmName.of(members.text("realm", Spelling.REALM)),
                members.fingerprint("id"),
                members.positive("version"),
                members.optionalText("predecessor", Spelling.DOCUMENT_HASH).map(DocumentHash::new),
                members.time("issued"),
                members.time("expires"),
                signingKeys(members),
                members.fingerprint("recovery"),
                members.fingerprint("signer"),
                recoveryKey(members),
                endpoints(members),
                members.texts("domains", Spelling.DOMAIN, 0, MOST_DOMAINS),
                enctypes(members.texts("enctypes", Spelling.ENCTYPE, 1, MOST_NAMES)),
                members.texts("agreementSuites", Spelling.SUITE, 0, MOST_NAMES),
                trusts(members));
        Coherence.check(document);
        return document;
    }

    private static List<SigningPeriod> signingKeys(Members members) throws DocumentFault {
        List<SigningPeriod> periods = new ArrayList<>();
        for (Members each : members.objects("signingKeys", 1, MOST_KEYS)) {
            periods.add(each.period());
        }
        return periods;
    }

    private static Optional<SigningPublicKey> recoveryKey(Members members) throws DocumentFault {
        Optional<Members> object = members.optionalObject("recoveryKey");
        return object.isPresent() ? Optional.of(object.get().key()) : Optional.empty();
    }

    private static Endpoints endpoints(Members members) throws DocumentFault {
        return new Endpoints(
                members.texts("urls", Spelling.URL, 1, MOST_ADDRESSES),
                members.texts("tlsKeys", Spelling.FINGERPRINT, 0, MOST_ADDRESSES).stream()
                        .map(Fingerprint::new)
                        .toList(),
                members.texts("kdcs", Spelling.KDC, 0, MOST_ADDRESSES));
    }

    /** Left out if it tells of none; their order says nothing, so there is one. */
    private static List<RealmName> trusts(Members members) throws DocumentFault {
        if (!members.has("trusts")) {
            return List.of();
        }
        List<String> names = members.texts("trusts", Spelling.REALM, 1, RealmDocument.MOST_TRUSTS);
        if (!names.stream().sorted().toList().equals(names)) {
            throw new DocumentFault(DocumentReason.MEMBER_WRONG, "trusts is not in the order of names");
        }
        return names.stream().map(RealmName::of).toList();
    }

    /** Those that are known here; what comes after our time is passed over, what was given up is refused. */
    private static List<EncType> enctypes(List<String> names) throws DocumentFault {
        List<EncType> known = new ArrayList<>();
        for (String name : names) {
            if (name.startsWith("des") || name.startsWith("arcfour") || name.startsWith("rc4")) {
                throw new DocumentFault(DocumentReason.WEAK_ENCTYPE);
            }
            // One spelling each: not the shorter names that krb5.conf may have.
            EncType.byName(name).filter(type -> type.toString().equals(name)).ifPresent(known::add);
        }
        if (known.isEmpty()) {
            throw new DocumentFault(DocumentReason.MEMBER_WRONG, "enctypes has none that is known here");
        }
        return known;
    }
}
