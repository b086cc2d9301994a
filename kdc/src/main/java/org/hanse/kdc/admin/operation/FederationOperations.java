package org.hanse.kdc.admin.operation;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.realm.Federations;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.kdc.realm.Right;
import org.hanse.realmtrust.document.DocumentFault;
import org.hanse.realmtrust.document.Fingerprint;
import org.hanse.realmtrust.federation.Acceptance;
import org.hanse.realmtrust.federation.ListUrl;
import org.hanse.realmtrust.federation.SignedList;

/** What can be asked about the federations that the realm joins. They make trusts with whomever they list, so the rights are those of lines without a target. */
public final class FederationOperations {
    private FederationOperations() {}

    /**
     * What is left out stays as it is.
     *
     * @param fingerprint of the federation's key
     * @param list the newest list in Base64
     * @param accept {@code none}, {@code in}, {@code out} or {@code both}
     */
    public record Join(
            String name, String fingerprint, Optional<String> url, Optional<String> list, Optional<String> accept) {}

    public static final Operation<Join, FederationView> JOIN = Operation.changing(
            "federation/join",
            "Read the list of a federation, and say which trusts it may make.",
            Join.class,
            FederationView.class,
            asked -> List.of(Need.of(Right.ADD), Need.of(Right.DELETE)),
            (office, asked) -> FederationView.of(
                    office.federations()
                            .join(new Federations.Wish(
                                    asked.name(),
                                    fingerprint(asked.fingerprint()),
                                    url(asked.url()),
                                    list(asked.list()),
                                    accept(asked.accept()))),
                    office.clock().instant()));

    public static final Operation<Named, Named> LEAVE = Operation.changing(
            "federation/leave",
            "Forget a federation, and end the trusts that its list has made.",
            Named.class,
            Named.class,
            asked -> List.of(Need.of(Right.DELETE)),
            (office, asked) -> {
                office.federations().leave(asked.name());
                return asked;
            });

    public static final Operation<Named, FederationView> SHOW = Operation.reading(
            "federation/show",
            "Show a federation that the realm has joined, and its members.",
            Named.class,
            FederationView.class,
            asked -> List.of(Need.of(Right.INQUIRE)),
            (office, asked) -> FederationView.of(
                    office.federations().get(asked.name()), office.clock().instant()));

    public record All(List<FederationView> federations) {
        public All {
            federations = List.copyOf(federations);
        }
    }

    public static final Operation<Nothing, All> LIST = Operation.reading(
            "federation/list",
            "List the federations that the realm has joined, and their members.",
            Nothing.class,
            All.class,
            asked -> List.of(Need.of(Right.LIST)),
            (office, asked) -> new All(office.federations().all().stream()
                    .map(one -> FederationView.of(one, office.clock().instant()))
                    .toList()));

    private static Fingerprint fingerprint(String text) throws RealmFailure {
        return Fingerprint.parse(text)
                .orElseThrow(() -> RealmFailure.malformed(
                        "that is no fingerprint",
                        "it has 64 hexadecimal digits, with hyphens between them or without"));
    }

    private static Optional<ListUrl> url(Optional<String> text) throws RealmFailure {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(ListUrl.parse(text.get())
                .orElseThrow(() -> RealmFailure.malformed(
                        "that is no URL of a list", "write https://HOST/PATH, with nothing behind the path")));
    }

    private static Optional<SignedList> list(Optional<String> base64) throws RealmFailure {
        if (base64.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(SignedList.read(Base64.getDecoder().decode(base64.get())));
        } catch (IllegalArgumentException notBase64) {
            throw RealmFailure.malformed("the list is not Base64", "send the octets of the file in that form");
        } catch (DocumentFault fault) {
            throw RealmFailure.refused(
                    "that is no list of a federation: " + fault.getMessage(), "fetch it again from who signs it");
        }
    }

    private static Optional<Acceptance> accept(Optional<String> word) throws RealmFailure {
        return word.isEmpty() ? Optional.empty() : Optional.of(Federations.acceptance(word.get()));
    }
}
