package org.hanse.admin.refusal;

import org.hanse.protocol.wire.WireCode;

/** What somebody who met a refusal has in hand. {@link QuestionReader} makes it of what they type. */
public sealed interface Question {
    /** The id of a request of this realm: eight hexadecimal digits, in upper case. */
    record OfRequest(String id) implements Question {}

    /** A reason, by its name; there is a page of it. */
    record OfReason(String name) implements Question {}

    /** A Kerberos error, by its number, its symbol or its text. */
    record OfCode(WireCode code) implements Question {}
}
