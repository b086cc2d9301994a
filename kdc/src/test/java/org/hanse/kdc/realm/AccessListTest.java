package org.hanse.kdc.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hanse.kdc.principal.PrincipalDraft;
import org.hanse.kdc.principal.PrincipalFlag;
import org.hanse.protocol.name.Principal;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** admin.acl is read as MIT reads kadm5.acl. */
class AccessListTest {
    private static final RealmName HOME = RealmName.of("A.TEST");
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "ad, ADD DELETE",
        "x, ADD DELETE MODIFY CHANGE_KEYS INQUIRE LIST PROPAGATE SET_KEYS",
        "*, ADD DELETE MODIFY CHANGE_KEYS INQUIRE LIST PROPAGATE SET_KEYS",
        "*e, ADD DELETE MODIFY CHANGE_KEYS INQUIRE LIST PROPAGATE SET_KEYS EXTRACT",
        "*D, ADD MODIFY CHANGE_KEYS INQUIRE LIST PROPAGATE SET_KEYS",
        "Dd, DELETE",
        "X, ''",
        "ilILi, INQUIRE"
    })
    void lettersGiveAndCapitalsTakeInTheirOrder(String letters, String rights) throws Exception {
        Set<Right> wanted = rights.isEmpty()
                ? Set.of()
                : Set.copyOf(
                        List.of(rights.split(" ")).stream().map(Right::valueOf).toList());

        assertThat(list("ann " + letters).grant(client("ann"), Optional.empty()).rights())
                .isEqualTo(wanted);
    }

    @Test
    void theFirstLineThatFitsDecides() throws Exception {
        AccessList list = list("ann D", "*/admin a", "ann *", "* i");

        assertThat(list.grant(client("ann"), Optional.empty()).rights()).isEmpty();
        assertThat(list.grant(client("bob/admin"), Optional.empty()).rights()).containsExactly(Right.ADD);
        assertThat(list.grant(client("carl"), Optional.empty()).rights()).containsExactly(Right.INQUIRE);
    }

    @Test
    void aStarIsOneWholePartOfAName() throws Exception {
        AccessList list = list("*/admin@A.TEST a", "h*/x d", "*/*@* l");

        assertThat(list.grant(client("ann/admin"), Optional.empty()).rights()).containsExactly(Right.ADD);
        assertThat(list.grant(client("ann/more/admin"), Optional.empty()).rights())
                .isEmpty();
        assertThat(list.grant(client("admin"), Optional.empty()).rights()).isEmpty();
        assertThat(list.grant(client("host/x"), Optional.empty()).rights()).containsExactly(Right.LIST);
        assertThat(list.grant(Principal.parse("ann/admin@B.TEST"), Optional.empty())
                        .rights())
                .containsExactly(Right.LIST);
    }

    @Test
    void aLineWithATargetIsForThatTarget() throws Exception {
        AccessList list = list("desk m */student", "desk i");

        assertThat(list.grant(client("desk"), target("ann/student")).rights()).containsExactly(Right.MODIFY);
        assertThat(list.grant(client("desk"), target("ann/staff")).rights()).containsExactly(Right.INQUIRE);
        assertThat(list.grant(client("desk"), Optional.empty()).rights()).containsExactly(Right.INQUIRE);
    }

    @Test
    void aBackReferenceIsWhatTheStarOfTheClientStandsFor() throws Exception {
        AccessList list = list("*/root c *1", "*/*@A.TEST m *2/*1", "*/odd d *9");

        assertThat(list.grant(client("ann/root"), target("ann")).rights()).containsExactly(Right.CHANGE_KEYS);
        assertThat(list.grant(client("ann/root"), target("bob")).rights()).isEmpty();
        assertThat(list.grant(client("a/b"), target("b/a")).rights()).containsExactly(Right.MODIFY);
        assertThat(list.grant(client("a/b"), target("a/b")).rights()).isEmpty();
        assertThat(list.grant(client("ann/odd"), target("*9")).rights()).isEmpty();
    }

    @Test
    void restrictionsAreImposedOnWhatIsWanted() throws Exception {
        Restrictions imposed = list("desk am * -policy students -maxlife 2h -expire 30d +requires_preauth -allow_svr")
                .grant(client("desk"), target("ann"))
                .restrictions();
        PrincipalDraft wanted = PrincipalDraft.of(PrincipalName.of("ann"), List.of())
                .withMaxLife(Optional.of(Duration.ofHours(8)))
                .withPolicy(Optional.of("staff"));

        PrincipalDraft made = imposed.at(NOW).apply(wanted);

        assertThat(made.maxLife()).contains(Duration.ofHours(2));
        assertThat(made.expires()).contains(NOW.plus(Duration.ofDays(30)));
        assertThat(made.policy()).contains("students");
        assertThat(made.flags()).contains(PrincipalFlag.REQUIRES_PREAUTH).doesNotContain(PrincipalFlag.ALLOW_SVR);
        assertThat(made.maxRenew()).isEmpty();
    }

    @Test
    void aShorterWishStays() throws Exception {
        Restrictions imposed = list("desk a * -maxlife 2h -clearpolicy")
                .grant(client("desk"), target("ann"))
                .restrictions();
        PrincipalDraft wanted = PrincipalDraft.of(PrincipalName.of("ann"), List.of())
                .withMaxLife(Optional.of(Duration.ofHours(1)))
                .withPolicy(Optional.of("staff"));

        PrincipalDraft made = imposed.at(NOW).apply(wanted);

        assertThat(made.maxLife()).contains(Duration.ofHours(1));
        assertThat(made.policy()).isEmpty();
    }

    @Test
    void commentsBlankLinesAndContinuationsAreRead() throws Exception {
        AccessList list = list("# ann *", "", "   ", "ann \\", "  a");

        assertThat(list.grant(client("ann"), Optional.empty()).rights()).containsExactly(Right.ADD);
    }

    @ParameterizedTest
    @CsvSource({
        "ann, gives no rights",
        "ann q, no right",
        "ann * bob -maxlife, no value",
        "ann * bob -maxlife soon, no duration",
        "ann * bob +no_such_flag, is none",
        "ann * bob sometimes, is none",
        "@@ *, line 2"
    })
    void aLineThatCannotBeReadIsNamed(String line, String fault) {
        assertThatThrownBy(() -> list("ok *", line))
                .isInstanceOf(RealmFailure.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining(fault);
    }

    @Test
    void aFileThatIsNotThereLetsNobodyDoAnything() throws Exception {
        AccessList list = AccessList.read(folder.resolve("none"), HOME);

        assertThat(list.grant(client("admin/admin"), Optional.empty()).rights()).isEmpty();
    }

    private AccessList list(String... lines) throws Exception {
        return AccessList.read(Files.write(folder.resolve("admin.acl"), List.of(lines)), HOME);
    }

    private static Principal client(String name) {
        return Principal.parse(name, HOME);
    }

    private static Optional<Principal> target(String name) {
        return Optional.of(client(name));
    }
}
