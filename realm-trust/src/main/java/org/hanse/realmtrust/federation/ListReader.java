package org.hanse.realmtrust.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.DocumentFault;
import org.hanse.realmtrust.document.DocumentHash;
import org.hanse.realmtrust.document.DocumentReason;
import org.hanse.realmtrust.document.JsonForm;
import org.hanse.realmtrust.document.Members;
import org.hanse.realmtrust.document.SigningPeriod;
import org.hanse.realmtrust.document.Spelling;

/** The payload of a federation's list: octets to record. */
final class ListReader {
    private static final int MOST_KEYS = 4;

    private static final Set<String> KNOWN = Set.of(
            "type",
            "critical",
            "federation",
            "version",
            "predecessor",
            "issued",
            "expires",
            "signingKeys",
            "signer",
            "members");

    private ListReader() {}

    /** @throws DocumentFault saying why it is no list, or one that contradicts itself */
    static FederationList read(byte[] payload) throws DocumentFault {
        Members list = new Members(JsonForm.read(payload));
        list.checkHead(FederationList.TYPE, KNOWN);
        FederationList read = new FederationList(
                list.text("federation", Spelling.DOMAIN),
                list.positive("version"),
                list.optionalText("predecessor", Spelling.DOCUMENT_HASH).map(DocumentHash::new),
                list.time("issued"),
                list.time("expires"),
                signingKeys(list),
                list.fingerprint("signer"),
                members(list));
        check(read);
        return read;
    }

    private static List<SigningPeriod> signingKeys(Members list) throws DocumentFault {
        List<SigningPeriod> periods = new ArrayList<>();
        for (Members each : list.objects("signingKeys", 1, MOST_KEYS)) {
            periods.add(each.period());
        }
        return periods;
    }

    /** In the order of their names, which is one order only and shows at once who comes twice. */
    static List<FederationMember> members(Members list) throws DocumentFault {
        List<FederationMember> members = new ArrayList<>();
        String last = "";
        for (Members each : list.objects("members", 0, FederationList.MOST_MEMBERS)) {
            String realm = each.text("realm", Spelling.REALM);
            if (realm.compareTo(last) <= 0) {
                throw new DocumentFault(DocumentReason.MEMBER_WRONG, "members are not in the order of their realms");
            }
            members.add(
                    new FederationMember(RealmName.of(realm), each.fingerprint("id"), each.text("url", Spelling.URL)));
            last = realm;
        }
        return members;
    }

    /** The sentences that hold of any list by itself. */
    private static void check(FederationList list) throws DocumentFault {
        hold(list.issued().isBefore(list.expires()), "it expires before it is issued");
        hold(
                !list.issued().plus(FederationList.LONGEST_LIFE).isBefore(list.expires()),
                "it lives longer than " + FederationList.LONGEST_LIFE.toDays() + " days");
        hold((list.version() == 1) == list.predecessor().isEmpty(), "version 1, and no other, has no predecessor");
        for (SigningPeriod period : list.signingKeys()) {
            hold(period.from().isBefore(period.until()), "a signing key ends before it begins");
        }
        long keys =
                list.signingKeys().stream().map(SigningPeriod::key).distinct().count();
        hold(keys == list.signingKeys().size(), "a signing key is listed twice");
        hold(list.signingKey(list.signer(), list.issued()).isPresent(), "its signer is not among its signing keys");
        long ids = list.members().stream().map(FederationMember::id).distinct().count();
        hold(ids == list.members().size(), "one realm id has two names");
    }

    private static void hold(boolean sentence, String otherwise) throws DocumentFault {
        if (!sentence) {
            throw new DocumentFault(DocumentReason.CONTRADICTION, otherwise);
        }
    }
}
