package org.hanse.realmtrust.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.hanse.realmtrust.agreement.MessageFault.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From whom a message is, and for whom. */
class EnvelopeTest {
    private final SeededRandom random = new SeededRandom(5);
    private final TwoRealms realms = new TwoRealms();
    private final PairSigner bergen = new PairSigner(realms.bergen.party, random);
    private final PairSigner mallory = new PairSigner(AgreeingRealm.party("MALLORY.EXAMPLE", 66), random);
    private final PairSigner.Verifier known =
            new PairSigner.Verifier(Map.of(bergen.id(), bergen, mallory.id(), mallory));
    private final Envelope luebeck = new Envelope(realms.luebeck.party, payload -> payload, known);

    private Message proposal() {
        realms.bergen.declare(realms.now);
        return TwoRealms.said(realms.bergen);
    }

    private Envelope of(MessageSigner signer) {
        return new Envelope(realms.bergen.party, signer, known);
    }

    @Test
    void whatTheSenderSignedComesOut() throws MessageFault {
        Message message = proposal();
        assertThat(luebeck.open(of(bergen).seal(message))).isEqualTo(message);
    }

    /** Another realm that we trust, too, is not this one. */
    @Test
    @Tag("T-002")
    void whatAnotherRealmSignedInItsNameIsRefused() {
        assertThat(faultOf(of(mallory).seal(proposal()))).isEqualTo(Kind.SIGNER_NOT_SENDER);
    }

    @Test
    @Tag("T-020")
    void whatWasChangedOnItsWayIsRefused() {
        byte[] sealed = of(bergen).seal(proposal());
        sealed[sealed.length - 5] ^= 1;
        assertThat(faultOf(sealed)).isEqualTo(Kind.SIGNATURE_WRONG);
        assertThat(faultOf(new byte[10])).isEqualTo(Kind.SIGNATURE_WRONG);
    }

    @Test
    void whatIsForSomebodyElseIsRefused() {
        byte[] sealed = of(bergen).seal(proposal());
        Envelope other = new Envelope(AgreeingRealm.party("OTHER.EXAMPLE", 9), payload -> payload, known);
        assertThat(catchThrowableOfType(MessageFault.class, () -> other.open(sealed))
                        .kind())
                .isEqualTo(Kind.NOT_FOR_US);
    }

    @Test
    void whatIsTooLongIsNotEvenVerified() {
        assertThat(faultOf(new byte[Envelope.LONGEST + 1])).isEqualTo(Kind.TOO_LONG);
    }

    private Kind faultOf(byte[] signed) {
        return catchThrowableOfType(MessageFault.class, () -> luebeck.open(signed))
                .kind();
    }
}
