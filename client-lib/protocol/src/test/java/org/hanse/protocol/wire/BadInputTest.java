package org.hanse.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hanse.protocol.wire.DecodeFault.Kind.MALFORMED;
import static org.hanse.protocol.wire.DecodeFault.Kind.TOO_LONG;
import static org.hanse.protocol.wire.DecodeFault.Kind.WRONG_MESSAGE_TYPE;
import static org.hanse.protocol.wire.DecodeFault.Kind.WRONG_VERSION;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file under bad/ is refused, for the fault it is named after. */
class BadInputTest {
    private interface Decoder {
        Object decode(byte[] der) throws DecodeFault;
    }

    /** @param says a part of the fault's message, so that no file is refused for another reason than its own */
    record Bad(String file, Decoder decoder, DecodeFault.Kind kind, String says) {
        @Override
        public String toString() {
            return file;
        }
    }

    private static Bad request(String file, DecodeFault.Kind kind, String says) {
        return new Bad(file, KerberosCodec::decodeKdcRequest, kind, says);
    }

    private static Bad error(String file, String says) {
        return new Bad(file, KerberosCodec::decodeKrbError, MALFORMED, says);
    }

    private static Bad ticketPart(String file, DecodeFault.Kind kind, String says) {
        return new Bad(file, KerberosCodec::decodeEncTicketPart, kind, says);
    }

    static List<Bad> files() {
        return List.of(
                request("length-not-minimal", MALFORMED, "not in its shortest form"),
                request("length-indefinite", MALFORMED, "an indefinite length"),
                request("length-of-4-octets-all-ones", MALFORMED, "reaches past the end"),
                request("length-of-5-octets", MALFORMED, "reaches past the end"),
                request("message-cut-off", MALFORMED, "reaches past the end"),
                request("message-with-trailing-octet", MALFORMED, "1 octets behind the end"),
                request("message-twice", MALFORMED, "octets behind the end"),
                request("message-of-one-octet", MALFORMED, "cut off"),
                request("tag-number-in-high-form", MALFORMED, "a high tag number"),
                request("octet-string-constructed", MALFORMED, "a constructed string"),
                request("integer-empty", MALFORMED, "an integer without octets"),
                request("integer-with-leading-zero", MALFORMED, "an integer that is not in its shortest form"),
                request("integer-with-leading-ones", MALFORMED, "an integer that is not in its shortest form"),
                request("padata-length-past-end", MALFORMED, "reaches past the end"),
                request("sequence-instead-of-integer", MALFORMED, "KDC-REQ-BODY nonce: another type"),
                request("octets-instead-of-string", MALFORMED, "KDC-REQ-BODY realm: another type"),
                request("two-values-in-one-field", MALFORMED, "KDC-REQ-BODY nonce: more than one value"),
                request("field-empty", MALFORMED, "an element is cut off"),
                request("field-unknown", MALFORMED, "AS-REQ: a field it does not have"),
                request("fields-out-of-order", MALFORMED, "AS-REQ pvno: missing"),
                request("field-twice", MALFORMED, "AS-REQ: a field twice"),
                request("field-tag-primitive", MALFORMED, "AS-REQ: a field it does not have"),
                request("body-without-kdc-options", MALFORMED, "KDC-REQ-BODY kdc-options: missing"),
                request("body-without-realm", MALFORMED, "KDC-REQ-BODY realm: missing"),
                request("body-without-till", MALFORMED, "KDC-REQ-BODY till: missing"),
                request("body-without-nonce", MALFORMED, "KDC-REQ-BODY nonce: missing"),
                request("body-without-etype", MALFORMED, "KDC-REQ-BODY etype: missing"),
                request("request-without-body", MALFORMED, "AS-REQ req-body: missing"),
                request("request-without-pvno", MALFORMED, "AS-REQ pvno: missing"),
                request("padata-without-type", MALFORMED, "PA-DATA type: missing"),
                request("padata-without-value", MALFORMED, "PA-DATA value: missing"),
                request("name-without-type", MALFORMED, "PrincipalName name-type: missing"),
                request("pvno-4", WRONG_VERSION, "AS-REQ pvno: not 5"),
                request("pvno-0x0105", WRONG_VERSION, "AS-REQ pvno: not 5"),
                request("msg-type-other-than-tag", WRONG_MESSAGE_TYPE, "AS-REQ msg-type: does not agree with the tag"),
                request("tag-of-ap-req", WRONG_MESSAGE_TYPE, "APPLICATION 14 instead of 10"),
                request("tag-universal", MALFORMED, "AS-REQ: another type"),
                request("nonce-2-to-the-32", MALFORMED, "KDC-REQ-BODY nonce: a number out of range"),
                request("nonce-of-9-octets", MALFORMED, "KDC-REQ-BODY nonce: a number out of range"),
                request("etype-past-int32", MALFORMED, "Int32: a number out of range"),
                request("time-with-fraction", MALFORMED, "till: not of the form"),
                request("time-with-offset", MALFORMED, "till: not of the form"),
                request("time-without-z", MALFORMED, "till: not of the form"),
                request("time-not-digits", MALFORMED, "till: not of the form"),
                request("time-empty", MALFORMED, "till: not of the form"),
                request("time-february-30", MALFORMED, "till: not a time that exists"),
                request("time-february-29-of-2100", MALFORMED, "till: not a time that exists"),
                request("time-month-13", MALFORMED, "till: not a time that exists"),
                request("time-day-0", MALFORMED, "till: not a time that exists"),
                request("time-hour-24", MALFORMED, "till: not a time that exists"),
                request("time-leap-second", MALFORMED, "till: not a time that exists"),
                request("realm-empty", MALFORMED, "realm: an empty realm"),
                request("realm-with-nul", MALFORMED, "realm: a realm with a NUL"),
                request("realm-not-utf8", MALFORMED, "realm: not UTF-8"),
                request("name-not-utf8", MALFORMED, "not UTF-8"),
                request("name-utf8-overlong", MALFORMED, "not UTF-8"),
                request("flags-without-octets", MALFORMED, "kdc-options: not a bit string"),
                request("flags-9-unused-bits", MALFORMED, "kdc-options: not a bit string"),
                request("flags-unused-bits-set", MALFORMED, "kdc-options: not a bit string"),
                request("kvno-past-uint32", MALFORMED, "EncryptedData kvno: a number out of range"),
                request("ticket-version-4", WRONG_VERSION, "Ticket tkt-vno: not 5"),
                request("ticket-tagged-as-authenticator", MALFORMED, "Ticket: another type"),
                request("padata-257", TOO_LONG, "padata: more than 256"),
                request("etypes-1025", TOO_LONG, "etype: more than 1024"),
                request("additional-tickets-17", TOO_LONG, "additional-tickets: more than 16"),
                request("name-components-65", TOO_LONG, "name-string: more than 64"),
                request("addresses-257", TOO_LONG, "addresses: more than 256"),
                error("error-susec-1000000", "susec: a number out of range"),
                error("error-susec-negative", "susec: a number out of range"),
                error("error-without-code", "error-code: missing"),
                ticketPart("ticket-part-without-key", MALFORMED, "key: missing"),
                ticketPart("ticket-part-without-endtime", MALFORMED, "endtime: missing"),
                ticketPart("ticket-part-without-transited", MALFORMED, "transited: missing"),
                ticketPart("ticket-part-with-zero-padding", MALFORMED, "8 octets behind the end"),
                ticketPart("ticket-part-authorization-data-1025", TOO_LONG, "more than 1024"),
                new Bad(
                        "authenticator-version-4",
                        KerberosCodec::decodeAuthenticator,
                        WRONG_VERSION,
                        "authenticator-vno: not 5"),
                new Bad("authenticator-without-cusec", KerberosCodec::decodeAuthenticator, MALFORMED, "cusec: missing"),
                new Bad(
                        "reply-part-tagged-as-ticket-part",
                        KerberosCodec::decodeEncKdcReplyPart,
                        WRONG_MESSAGE_TYPE,
                        "APPLICATION 3 instead of 26"),
                new Bad(
                        "ap-req-without-authenticator",
                        KerberosCodec::decodeApRequest,
                        MALFORMED,
                        "authenticator: missing"),
                new Bad("ap-req-pvno-4", KerberosCodec::decodeApRequest, WRONG_VERSION, "AP-REQ pvno: not 5"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    @Tag("K-017")
    @Tag("K-018")
    @Tag("K-019")
    @Tag("K-020")
    @Tag("K-021")
    @Tag("K-022")
    @Tag("K-030")
    @Tag("K-031")
    void isRefusedForItsOwnFault(Bad bad) {
        DecodeFault fault = catchThrowableOfType(
                DecodeFault.class, () -> bad.decoder().decode(Der.resource("/bad/" + bad.file() + ".der")));
        assertThat(fault).isNotNull();
        assertThat(fault.getMessage()).contains(bad.says());
        assertThat(fault.kind()).isEqualTo(bad.kind());
    }

    @Test
    void everyFileIsTested() throws IOException, URISyntaxException {
        Path folder = Path.of(BadInputTest.class.getResource("/bad").toURI());
        try (Stream<Path> found = Files.list(folder)) {
            assertThat(found.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            files().stream().map(bad -> bad.file() + ".der").toList());
        }
    }
}
