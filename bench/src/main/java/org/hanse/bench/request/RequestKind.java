package org.hanse.bench.request;

import java.util.Locale;
import java.util.Optional;

/** What is asked of a KDC, in the shapes that stock clients give it. */
public enum RequestKind {
    /** The AS-REQ that stock clients begin with: no proof, the answer is an error with hints (RFC 4120 §3.1.3). */
    AS_FIRST("AS, first, without proof", Answer.KRB_ERROR),
    AS_TIMESTAMP("AS, encrypted timestamp", Answer.AS_REP),
    /** RFC 6113 §5.4.6, in the armor of a ticket. */
    AS_FAST("AS, FAST, encrypted challenge", Answer.AS_REP),
    /** As the JDK and Heimdal 7 send it. */
    TGS("TGS", Answer.TGS_REP),
    /** As MIT's clients send it: a subkey, and FAST in the armor of the request's own ticket. */
    TGS_FAST("TGS, FAST", Answer.TGS_REP),
    TO_PEER("TGS, ticket for a peer realm", Answer.TGS_REP),
    TO_PEER_FAST("TGS, ticket for a peer realm, FAST", Answer.TGS_REP),
    FROM_PEER("TGS, client of a peer realm", Answer.TGS_REP),
    FROM_PEER_FAST("TGS, client of a peer realm, FAST", Answer.TGS_REP);

    /** The message that the answer must be, by its application tag (RFC 4120 §5.10). */
    enum Answer {
        AS_REP(0x6B),
        TGS_REP(0x6D),
        KRB_ERROR(0x7E);

        private final byte firstOctet;

        Answer(int firstOctet) {
            this.firstOctet = (byte) firstOctet;
        }
    }

    private final String title;
    private final Answer answer;

    RequestKind(String title, Answer answer) {
        this.title = title;
        this.answer = answer;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** For the command line and for programs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<RequestKind> byWord(String word) {
        for (RequestKind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Every answer is held to this, as far as it can be while the load runs; a sample is decrypted afterwards. */
    public byte firstOctetOfAnswer() {
        return answer.firstOctet;
    }
}
