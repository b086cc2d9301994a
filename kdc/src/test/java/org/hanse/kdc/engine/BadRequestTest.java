package org.hanse.kdc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hanse.kdc.audit.Origin.Transport;
import org.hanse.kdc.audit.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every file under bad/ is answered by the engine as it should be; the fuzzer begins with them too, see {@link RequestFuzz}. */
class BadRequestTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "as-req-length-impossible, REQUEST_MALFORMED",
        "tgs-req-length-impossible, REQUEST_MALFORMED",
        "as-req-length-of-4-octets-all-ones, REQUEST_MALFORMED",
        "as-req-length-of-8-octets, REQUEST_MALFORMED",
        "as-req-with-msg-type-12, REQUEST_WRONG_TYPE",
        "tgs-req-with-msg-type-10, REQUEST_WRONG_TYPE",
        "as-req-pvno-4, REQUEST_WRONG_VERSION",
        "as-req-trailing-request, REQUEST_MALFORMED",
        "as-req-etypes-none, CLIENT_HAS_NO_KEY",
        "as-req-service-without-components, SERVICE_NOT_FOUND",
        "as-req-time-before-christ, REQUEST_MALFORMED",
        "timestamp-empty, TIMESTAMP_MALFORMED",
        "timestamp-nested-indefinite, TIMESTAMP_MALFORMED",
        "timestamp-cipher-of-11-octets, TIMESTAMP_WRONG_KEY",
        "timestamp-kvno-2-to-the-32, TIMESTAMP_MALFORMED",
        "tgs-req-without-padata, NO_TGS_REQ_PADATA",
        "tgs-req-ap-req-empty, AP_REQ_MALFORMED",
        "tgs-req-ap-req-is-a-tgs-req, AP_REQ_MALFORMED",
        "tgs-req-ticket-of-11-octets, TGT_NOT_OPENED"
    })
    @Tag("K-003")
    @Tag("K-017")
    @Tag("K-020")
    @Tag("K-022")
    void isAnsweredForItsOwnFault(String name, Reason reason) throws Exception {
        byte[] message = Files.readAllBytes(folder().resolve(name + ".der"));
        TestRealm realm = TestRealm.named("LUEBECK.EXAMPLE").withUser("ann");

        assertThat(Asking.error(realm.answer(message, Transport.TCP)).code())
                .isEqualTo(reason.code().number());
        assertThat(realm.lastRecord().refused()).contains(reason);
        byte[] overUdp = realm.answer(message, Transport.UDP);
        if (SILENT_OVER_UDP.contains(reason)) {
            assertThat(overUdp).isEmpty();
        } else {
            assertThat(Asking.error(overUdp).code()).isEqualTo(reason.code().number());
        }
        assertThat(new RequestFuzz().answered(message)).isPresent();
    }

    /** RFC 4120 §5.1.4: what is no request gets no error where an error could be answered by another. */
    private static final List<Reason> SILENT_OVER_UDP = List.of(Reason.REQUEST_MALFORMED, Reason.REQUEST_WRONG_TYPE);

    @Test
    void everyFileIsTested() throws Exception {
        CsvSource tested = BadRequestTest.class
                .getDeclaredMethod("isAnsweredForItsOwnFault", String.class, Reason.class)
                .getAnnotation(CsvSource.class);
        try (Stream<Path> found = Files.list(folder())) {
            assertThat(found.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Stream.of(tested.value())
                            .map(line -> line.split(",", 2)[0] + ".der")
                            .toList());
        }
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(BadRequestTest.class.getResource("/bad").toURI());
    }
}
