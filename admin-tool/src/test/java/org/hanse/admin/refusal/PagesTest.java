package org.hanse.admin.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hanse.client.accept.RefusalReason;
import org.hanse.kdc.admin.operation.RefusalCode;
import org.hanse.kdc.audit.Reason;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PagesTest {
    private static final Pages PAGES = Pages.read();

    static Stream<Page> pages() {
        return PAGES.all();
    }

    @Test
    void everyReasonOfTheKdcHasOnePage() {
        assertThat(names(Page.Side.KDC))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Reason.values()).map(Reason::name).toList());
    }

    @Test
    void everyReasonOfAServiceHasOnePage() {
        assertThat(names(Page.Side.SERVICE))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(RefusalReason.values())
                        .map(RefusalReason::name)
                        .toList());
    }

    @Test
    void everyRefusalOfAnAdministratorsRequestHasOnePage() {
        assertThat(names(Page.Side.ADMINISTRATION))
                .containsExactlyElementsOf(Arrays.stream(RefusalCode.values())
                        .map(RefusalCode::name)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageSaysWhatWhoAndHow(Page page) {
        assertThat(page.who()).isNotEmpty().doesNotHaveDuplicates();
        assertThat(page.what()).endsWith(".").hasSizeGreaterThan(20);
        assertThat(page.cures()).isNotEmpty().allSatisfy(cure -> {
            assertThat(cure.text()).isNotBlank();
            assertThat(cure.text().charAt(cure.text().length() - 1)).isEqualTo('.');
        });
    }

    @Test
    void everyGroupHasATitle() {
        assertThat(PAGES.groups()).allSatisfy(group -> assertThat(group.title()).isNotBlank());
    }

    @Test
    void aCodeLeadsToEveryReasonThatIsToldByIt() {
        assertThat(PAGES.behind(WireCode.KRB_AP_ERR_SKEW))
                .extracting(Page::name)
                .containsExactly("TIMESTAMP_SKEW", "CHALLENGE_SKEW", "AUTHENTICATOR_SKEW", "CLOCK_SKEW");
        assertThat(PAGES.behind(WireCode.KDC_ERR_NULL_KEY)).isEmpty();
    }

    private static List<String> names(Page.Side side) {
        return PAGES.all().filter(page -> page.side() == side).map(Page::name).toList();
    }
}
