package org.hanse.realmtrust.introduction;

import java.time.Instant;
import org.hanse.protocol.name.RealmName;
import org.hanse.realmtrust.document.Fingerprint;

/**
 * The wish to be introduced.
 *
 * @param from who wants it
 * @param signer which of its keys has signed this
 * @param to who is to introduce it
 * @param peer to whom; the introducer knows who that is
 * @param sent by the clock of {@code from}, whole seconds
 */
public record IntroductionRequest(Party from, Fingerprint signer, Party to, RealmName peer, Instant sent) {
    /** The value of the member {@code type}: another format gets another. */
    public static final String TYPE = "hanse-introduction-request-v1";
}
