package org.hanse.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Every n-fold vector of RFC 3961 appendix A.1. */
class NFoldTest {
    @Test
    void rfc3961_appendixA1_fold64_012345() {
        assertThat(fold("012345", 64)).isEqualTo("be072631276b1955");
    }

    @Test
    void rfc3961_appendixA1_fold56_password() {
        assertThat(fold("password", 56)).isEqualTo("78a07b6caf85fa");
    }

    @Test
    void rfc3961_appendixA1_fold64_Rough_Consensus_and_Running_Code() {
        assertThat(fold("Rough Consensus, and Running Code", 64)).isEqualTo("bb6ed30870b7f0e0");
    }

    @Test
    void rfc3961_appendixA1_fold168_password() {
        assertThat(fold("password", 168)).isEqualTo("59e4a8ca7c0385c3c37b3f6d2000247cb6e6bd5b3e");
    }

    @Test
    void rfc3961_appendixA1_fold192_MASSACHVSETTS_INSTITVTE_OF_TECHNOLOGY() {
        assertThat(fold("MASSACHVSETTS INSTITVTE OF TECHNOLOGY", 192))
                .isEqualTo("db3b0d8f0b061e603282b308a50841229ad798fab9540c1b");
    }

    @Test
    void rfc3961_appendixA1_fold168_Q() {
        assertThat(fold("Q", 168)).isEqualTo("518a54a215a8452a518a54a215a8452a518a54a215");
    }

    @Test
    void rfc3961_appendixA1_fold168_ba() {
        assertThat(fold("ba", 168)).isEqualTo("fb25d531ae8974499f52fd92ea9857c4ba24cf297e");
    }

    @Test
    void rfc3961_appendixA1_fold64_kerberos() {
        assertThat(fold("kerberos", 64)).isEqualTo("6b65726265726f73");
    }

    @Test
    void rfc3961_appendixA1_fold128_kerberos() {
        assertThat(fold("kerberos", 128)).isEqualTo("6b65726265726f737b9b5b2b93132b93");
    }

    @Test
    void rfc3961_appendixA1_fold168_kerberos() {
        assertThat(fold("kerberos", 168)).isEqualTo("8372c236344e5f1550cd0747e15d62ca7a5a3bcea4");
    }

    @Test
    void rfc3961_appendixA1_fold256_kerberos() {
        assertThat(fold("kerberos", 256)).isEqualTo("6b65726265726f737b9b5b2b93132b935c9bdcdad95c9899c4cae4dee6d6cae4");
    }

    private static String fold(String text, int bits) {
        return Hex.of(NFold.fold(text.getBytes(StandardCharsets.US_ASCII), bits / 8));
    }
}
