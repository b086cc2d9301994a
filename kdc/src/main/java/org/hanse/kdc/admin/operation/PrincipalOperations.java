package org.hanse.kdc.admin.operation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.principal.PrincipalEntry;
import org.hanse.kdc.realm.KeySource;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.kdc.realm.Right;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.InvalidNameException;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalGlob;
import org.hanse.protocol.name.PrincipalName;

/** What can be asked about principals. */
public final class PrincipalOperations {
    /** Of names on a page. */
    public static final long LONGEST_PAGE = 1000;

    private PrincipalOperations() {}

    /** @param newPerson takes a name that was deleted for somebody else */
    public record Add(String name, NewKeys keys, PrincipalEdits edits, boolean newPerson) {}

    public static final Operation<Add, PrincipalView> ADD = Operation.changing(
            "principal/add",
            "Add a user or a service.",
            Add.class,
            PrincipalView.class,
            asked -> List.of(Need.imposing(Right.ADD, asked.name())),
            PrincipalOperations::add);

    private static PrincipalView add(Office office, Add asked) throws RealmFailure {
        List<EncType> chosen = Etypes.of(asked.keys().enctypes());
        PrincipalEntry added = office.principals()
                .add(
                        office.name(asked.name()),
                        asked.keys().source(),
                        chosen.isEmpty() ? office.etypes() : chosen,
                        office.imposed(asked.edits().edit()),
                        asked.newPerson());
        return view(office, added);
    }

    public record Modify(String name, PrincipalEdits edits) {}

    public static final Operation<Modify, PrincipalView> MODIFY = Operation.changing(
            "principal/modify",
            "Change a principal, but not its keys.",
            Modify.class,
            PrincipalView.class,
            asked -> List.of(Need.imposing(Right.MODIFY, asked.name())),
            (office, asked) -> view(
                    office,
                    office.principals()
                            .modify(
                                    office.name(asked.name()),
                                    office.imposed(asked.edits().edit()))));

    /** @param keepOld whether older keys stay, to open tickets that are out */
    public record Passwd(String name, NewKeys keys, boolean keepOld) {}

    public static final Operation<Passwd, PrincipalView> PASSWD = Operation.changing(
            "principal/passwd",
            "Give a principal a new password or new random keys, under the next kvno.",
            Passwd.class,
            PrincipalView.class,
            asked -> List.of(Need.on(Right.CHANGE_KEYS, asked.name())),
            (office, asked) -> {
                KeySource source = asked.keys().source();
                List<EncType> etypes = Etypes.of(asked.keys().enctypes());
                PrincipalName name = office.name(asked.name());
                return view(office, office.principals().keys().renew(name, source, etypes, asked.keepOld()));
            });

    public record Renamed(String name, String newName) {}

    public static final Operation<Renamed, PrincipalView> RENAME = Operation.changing(
            "principal/rename",
            "Give a principal another name.",
            Renamed.class,
            PrincipalView.class,
            // As kadmin has it: the old name goes, the new one comes.
            asked -> List.of(Need.on(Right.DELETE, asked.name()), Need.on(Right.ADD, asked.newName())),
            (office, asked) -> {
                PrincipalName name = office.name(asked.name());
                office.checkNotSelf(office.principals().get(name).name());
                return view(
                        office,
                        office.principals().rename(name, office.name(asked.newName()), office.administrators()));
            });

    public record Alias(String name, String alias) {}

    public static final Operation<Alias, PrincipalView> ALIAS = Operation.changing(
            "principal/alias",
            "Give a principal a further name.",
            Alias.class,
            PrincipalView.class,
            // CVE-2016-2400: who may modify may not thereby take a name.
            asked -> List.of(Need.on(Right.MODIFY, asked.name()), Need.on(Right.ADD, asked.alias())),
            (office, asked) ->
                    view(office, office.principals().alias(office.name(asked.name()), office.name(asked.alias()))));

    public static final Operation<Alias, PrincipalView> UNALIAS = Operation.changing(
            "principal/unalias",
            "Free a further name of a principal.",
            Alias.class,
            PrincipalView.class,
            asked -> List.of(Need.on(Right.MODIFY, asked.name()), Need.on(Right.DELETE, asked.alias())),
            (office, asked) -> view(
                    office, office.principals().removeAlias(office.name(asked.name()), office.name(asked.alias()))));

    public static final Operation<Named, Named> DELETE = Operation.changing(
            "principal/delete",
            "Take a principal out of use; its name is kept from reuse.",
            Named.class,
            Named.class,
            asked -> List.of(Need.on(Right.DELETE, asked.name())),
            (office, asked) -> {
                PrincipalName name = office.name(asked.name());
                office.checkNotSelf(name);
                return new Named(office.full(office.principals()
                        .delete(name, office.administrators())
                        .name()));
            });

    public static final Operation<Named, PrincipalView> UNDELETE = Operation.changing(
            "principal/undelete",
            "Bring a deleted principal back as it was.",
            Named.class,
            PrincipalView.class,
            asked -> List.of(Need.on(Right.ADD, asked.name())),
            (office, asked) -> view(office, office.principals().undelete(office.name(asked.name()))));

    public static final Operation<Named, Named> UNLOCK = Operation.changing(
            "principal/unlock",
            "Forget the failed logins of a principal. (Nothing is locked yet.)",
            Named.class,
            Named.class,
            asked -> List.of(Need.on(Right.MODIFY, asked.name())),
            (office, asked) -> new Named(office.full(
                    office.principals().get(office.name(asked.name())).name())));

    /** @param keepKvno the oldest to keep; empty keeps the newest alone */
    public record Purge(String name, Optional<Long> keepKvno) {}

    public record Purged(long keys) {}

    public static final Operation<Purge, Purged> PURGE_KEYS = Operation.changing(
            "principal/purge-keys",
            "Forget old keys of a principal.",
            Purge.class,
            Purged.class,
            asked -> List.of(Need.on(Right.MODIFY, asked.name())),
            (office, asked) ->
                    new Purged(office.principals().keys().purge(office.name(asked.name()), kvno(asked.keepKvno()))));

    /**
     * A principal with what the realm adds to it.
     *
     * @param realmMaxLife in force where the principal has no limit of its own
     * @param realmMaxRenew likewise
     */
    public record Shown(PrincipalView principal, Duration realmMaxLife, Duration realmMaxRenew) {}

    public static final Operation<Named, Shown> SHOW = Operation.reading(
            "principal/show",
            "Show a principal, but no key.",
            Named.class,
            Shown.class,
            asked -> List.of(Need.on(Right.INQUIRE, asked.name())),
            (office, asked) -> new Shown(
                    view(office, office.principals().get(office.name(asked.name()))),
                    office.kdcSettings().maxLife(),
                    office.kdcSettings().maxRenew()));

    /**
     * @param after the last name of the page before, with or without realm
     * @param limit 1 to {@link #LONGEST_PAGE}, which it is when left out
     */
    public record Page(String glob, Optional<String> after, Optional<Long> limit) {}

    /**
     * Names with the realm, in order.
     *
     * @param next what to ask for {@code after}; empty behind the last page
     */
    public record Names(List<String> names, Optional<String> next) {
        public Names {
            names = List.copyOf(names);
        }
    }

    public static final Operation<Page, Names> LIST = Operation.reading(
            "principal/list",
            "List the names of principals that match a glob, page by page.",
            Page.class,
            Names.class,
            asked -> List.of(Need.of(Right.LIST)),
            PrincipalOperations::list);

    /** By the last name and not by a number: names that come and go meanwhile move nothing. */
    private static Names list(Office office, Page asked) throws RealmFailure {
        long limit = asked.limit().orElse(LONGEST_PAGE);
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw RealmFailure.malformed("a page has 1 to " + LONGEST_PAGE + " names", "ask for as many");
        }
        Optional<PrincipalName> after = asked.after().isEmpty()
                ? Optional.empty()
                : Optional.of(office.name(asked.after().get()));
        List<String> names = new ArrayList<>();
        office.principalStore()
                .names(glob(asked.glob()), after, (int) limit)
                .forEach(name -> names.add(office.full(name)));
        return new Names(names, names.size() < limit ? Optional.empty() : Optional.of(names.get(names.size() - 1)));
    }

    private static PrincipalGlob glob(String text) throws RealmFailure {
        try {
            return PrincipalGlob.of(text);
        } catch (InvalidNameException wrong) {
            throw RealmFailure.malformed(
                    String.valueOf(wrong.getMessage()), "close the bracket, or put a backslash before it");
        }
    }

    static Optional<Kvno> kvno(Optional<Long> number) throws RealmFailure {
        return number.isEmpty() ? Optional.empty() : Optional.of(kvno(number.get()));
    }

    static Kvno kvno(long number) throws RealmFailure {
        if (number < 1 || number > 0xFFFF_FFFFL) {
            throw RealmFailure.malformed("there is no kvno " + number, "give 1 to 4294967295");
        }
        return Kvno.of(number);
    }

    private static PrincipalView view(Office office, PrincipalEntry entry) {
        return PrincipalView.of(entry, office.realm());
    }
}
