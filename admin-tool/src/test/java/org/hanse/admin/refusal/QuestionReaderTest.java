package org.hanse.admin.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.hanse.kdc.audit.Reason;
import org.hanse.protocol.wire.WireCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator may paste, and what it is taken for. */
class QuestionReaderTest {
    private static final QuestionReader READER = new QuestionReader(Pages.read());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "F7EEBC5D",
                "f7eebc5d",
                "id=F7EEBC5D",
                " id=f7eebc5d ",
                "Client's credentials have been revoked id=F7EEBC5D",
                "error: KDC policy rejects request (the KDC says: KDC policy rejects request id=F7EEBC5D); ask the realm",
                "2026-11-23T12:00:00.125Z hanse(info): AS_REQ (1 etypes {x(18)}) 192.0.2.7: CLIENT_LOCKED: a@B for c@D, e, id=F7EEBC5D"
            })
    void anIdIsARequest(String text) {
        assertThat(READER.read(text)).contains(new Question.OfRequest("F7EEBC5D"));
    }

    @Test
    void eightDigitsAreAnIdAndNoNumber() {
        assertThat(READER.read("12345678")).contains(new Question.OfRequest("12345678"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLIENT_LOCKED", "client_locked", "client-locked", " Client_Locked "})
    void aNameIsAReasonInAnySpelling(String text) {
        assertThat(READER.read(text)).contains(new Question.OfReason("CLIENT_LOCKED"));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonIsFoundByItsName(Reason reason) {
        assertThat(READER.read(reason.name())).contains(new Question.OfReason(reason.name()));
    }

    @Test
    void theLogsOwnWordForTheFirstAnswerIsKnown() {
        assertThat(READER.read("NEEDED_PREAUTH")).contains(new Question.OfReason("PREAUTH_REQUIRED"));
    }

    @ParameterizedTest
    @EnumSource(WireCode.class)
    void everyErrorIsFoundByNumberSymbolAndText(WireCode code) {
        Question wanted = new Question.OfCode(code);

        assertThat(READER.read(Integer.toString(code.number()))).contains(wanted);
        assertThat(READER.read("0x" + Integer.toHexString(code.number()))).contains(wanted);
        assertThat(READER.read("KRB5" + code.name())).contains(wanted);
        assertThat(READER.read(code.explanation())).contains(wanted);
        // A few names are a reason's too, and that says more.
        if (Arrays.stream(Reason.values()).noneMatch(reason -> reason.name().equals(code.name()))) {
            assertThat(READER.read(code.name())).contains(wanted);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kinit: Client 'alice@A.EXAMPLE' not found in Kerberos database while getting initial credentials | 6",
                "kvno: Server HTTP/x.example@A.EXAMPLE not found in Kerberos database while getting credentials | 7",
                "kinit: Clock skew too great while getting initial credentials | 37",
                "kinit: Preauthentication failed while getting initial credentials | 24",
                "kinit: Password incorrect while getting initial credentials | 24",
                "kinit: Client's credentials have been revoked while getting initial credentials | 18",
                "KDC has no support for encryption type | 14",
                "javax.security.auth.login.LoginException: Pre-authentication information was invalid (24) | 24",
                "KrbException: something that nobody has seen before (12) | 12",
                "KRB5KDC_ERR_KEY_EXP | 23",
                "C_PRINCIPAL_UNKNOWN | 6",
                "skew | 37",
                "0x18 | 24",
                "024 | 24"
            })
    void whatProgramsShowIsUnderstood(String text, int number) {
        assertThat(READER.read(text))
                .contains(new Question.OfCode(WireCode.of(number).orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "999", "-1", "0xFF", "30", "F7EEBC5", "F7EEBC5D1", "CLIENT_LOKED"})
    void whatIsNothingIsNotGuessed(String text) {
        assertThat(READER.read(text)).isEmpty();
    }

    @Test
    void aSlipIsTold() {
        assertThat(READER.nearest("client-loked")).contains("CLIENT_LOCKED");
    }
}
