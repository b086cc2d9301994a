package org.hanse.realmtrust.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.hanse.realmtrust.agreement.MessageFault.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A message has one form; what has another is refused by the name of its fault. */
class MessageReaderTest {
    private static final String PROPOSAL = text(proposal());

    private static Message proposal() {
        TwoRealms realms = new TwoRealms();
        realms.bergen.declare(realms.now);
        return TwoRealms.said(realms.bergen);
    }

    private static String text(Message message) {
        return new String(MessageWriter.write(message), StandardCharsets.UTF_8);
    }

    @Test
    void whatIsWrittenIsRead() throws MessageFault {
        assertThat(text(MessageReader.read(PROPOSAL.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(PROPOSAL);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("empty", Kind.NOT_JSON, ""),
                fault("not an object", Kind.TYPE_WRONG, "[]"),
                fault("cut off", Kind.NOT_JSON, PROPOSAL.substring(0, PROPOSAL.length() - 1)),
                fault("something after it", Kind.NOT_JSON, PROPOSAL + " {}"),
                fault("a comment", Kind.NOT_JSON, PROPOSAL.replaceFirst("\\{", "{/**/")),
                fault("byte order mark", Kind.NOT_JSON, "\uFEFF" + PROPOSAL),
                fault("another type", Kind.NOT_AN_AGREEMENT, PROPOSAL.replace("hanse-agreement-1", "hanse-realm-1")),
                fault(
                        "another version",
                        Kind.NOT_AN_AGREEMENT,
                        PROPOSAL.replace("hanse-agreement-1", "hanse-agreement-2")),
                fault("a field twice", Kind.FIELD_TWICE, PROPOSAL.replace("\"seen\":0", "\"seen\":0,\"seen\":0")),
                fault(
                        "the same by an escape",
                        Kind.FIELD_TWICE,
                        PROPOSAL.replace("\"seen\":0", "\"seen\":0,\"se\\u0065n\":0")),
                fault("a field too many", Kind.FIELD_UNKNOWN, PROPOSAL.replace("\"seen\":0", "\"seen\":0,\"also\":0")),
                fault(
                        "a field too many within",
                        Kind.FIELD_UNKNOWN,
                        PROPOSAL.replace("\"suspended\"", "\"also\":0,\"suspended\"")),
                fault("a field missing", Kind.FIELD_MISSING, PROPOSAL.replace("\"seen\":0,", "")),
                fault(
                        "two bodies",
                        Kind.MORE_THAN_ONE_BODY,
                        PROPOSAL.replace("\"propose\"", "\"reject\":{},\"propose\"")),
                fault("a number as text", Kind.TYPE_WRONG, PROPOSAL.replace("\"seen\":0", "\"seen\":\"0\"")),
                fault("a fraction", Kind.TYPE_WRONG, PROPOSAL.replace("\"seen\":0", "\"seen\":0.0")),
                fault("an exponent", Kind.TYPE_WRONG, PROPOSAL.replace("\"seen\":0", "\"seen\":1e2")),
                fault("not a number", Kind.NOT_JSON, PROPOSAL.replace("\"seen\":0", "\"seen\":NaN")),
                fault("a negative number", Kind.OUT_OF_RANGE, PROPOSAL.replace("\"seen\":0", "\"seen\":-1")),
                fault(
                        "a number too high",
                        Kind.OUT_OF_RANGE,
                        PROPOSAL.replace("\"seen\":0", "\"seen\":2251799813685249")),
                fault(
                        "a number of many digits",
                        Kind.NOT_JSON,
                        PROPOSAL.replace("\"seen\":0", "\"seen\":" + "9".repeat(400))),
                fault("null", Kind.TYPE_WRONG, PROPOSAL.replace("\"seen\":0", "\"seen\":null")),
                fault("no epoch", Kind.OUT_OF_RANGE, PROPOSAL.replace("\"epoch\":1", "\"epoch\":0")),
                fault("a direction of its own", Kind.OUT_OF_RANGE, PROPOSAL.replace("\"both\"", "\"up\"")),
                fault("no suites", Kind.OUT_OF_RANGE, PROPOSAL.replaceFirst("\"suites\":\\[[^]]*]", "\"suites\":[]")),
                fault(
                        "nine suites",
                        Kind.OUT_OF_RANGE,
                        PROPOSAL.replaceFirst("\"suites\":\\[[^]]*]", "\"suites\":[1,2,3,4,5,6,7,8,9]")),
                fault(
                        "a suite in capitals",
                        Kind.ENCODING_WRONG,
                        PROPOSAL.replaceFirst("\"suites\":\\[[^]]*]", "\"suites\":[\"A\"]")),
                fault("a time with a fraction", Kind.ENCODING_WRONG, PROPOSAL.replace("12:00:00Z", "12:00:00.5Z")),
                fault("a time of another zone", Kind.ENCODING_WRONG, PROPOSAL.replace("12:00:00Z", "13:00:00+01:00")),
                fault(
                        "a key too short",
                        Kind.LENGTH_WRONG,
                        PROPOSAL.replaceFirst("\"x25519\":\"....", "\"x25519\":\"")),
                fault(
                        "base64 with line break",
                        Kind.ENCODING_WRONG,
                        PROPOSAL.replaceFirst("\"x25519\":\"..", "\"x25519\":\"\\\\r\\\\n")),
                fault(
                        "hexadecimal in capitals",
                        Kind.ENCODING_WRONG,
                        PROPOSAL.replaceFirst("\"ownDocument\":\"..", "\"ownDocument\":\"AB")),
                fault(
                        "a realm name of two lines",
                        Kind.OUT_OF_RANGE,
                        PROPOSAL.replace("BERGEN.EXAMPLE", "BERGEN\\nEXAMPLE")),
                fault(
                        "a realm name with a comma",
                        Kind.OUT_OF_RANGE,
                        PROPOSAL.replace("BERGEN.EXAMPLE", "BERGEN,EXAMPLE")),
                fault(
                        "a realm name with a letter that looks alike",
                        Kind.OUT_OF_RANGE,
                        PROPOSAL.replace("BERGEN.EXAMPLE", "B\u0415RGEN.EXAMPLE")),
                fault("a long realm name", Kind.OUT_OF_RANGE, PROPOSAL.replace("BERGEN.EXAMPLE", "B".repeat(255))),
                fault("deep nesting", Kind.NOT_JSON, PROPOSAL.replace("\"seen\":0", "\"seen\":" + "[".repeat(2000))),
                fault("too long", Kind.TOO_LONG, PROPOSAL + " ".repeat(MessageReader.LONGEST)));
    }

    private static Arguments fault(String name, Kind kind, String text) {
        return Arguments.of(name, kind, text);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("faults")
    void isRefusedByName(String name, Kind kind, String text) {
        assertThat(text).isNotEqualTo(PROPOSAL);
        assertThat(faultOf(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(kind);
    }

    @Test
    void onlyUtf8IsRead() {
        assertThat(faultOf(PROPOSAL.getBytes(StandardCharsets.UTF_16BE))).isNotNull();
        byte[] broken = PROPOSAL.getBytes(StandardCharsets.UTF_8);
        broken[10] = (byte) 0xFF;
        assertThat(faultOf(broken)).isEqualTo(Kind.NOT_UTF8);
    }

    private static Kind faultOf(byte[] payload) {
        return catchThrowableOfType(MessageFault.class, () -> MessageReader.read(payload))
                .kind();
    }
}
