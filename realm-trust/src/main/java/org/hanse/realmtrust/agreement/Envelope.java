package org.hanse.realmtrust.agreement;

import org.hanse.realmtrust.agreement.MessageFault.Kind;

/** Between messages and signed octets: what comes out of it is from whom it says, and for us. Thread-safe. */
public final class Envelope {
    /** No message is longer with its signatures, which are some 3.4 kB (Ed25519 and ML-DSA-65) and what wraps them. */
    public static final int LONGEST = 16 * 1024;

    private final Party self;
    private final MessageSigner signer;
    private final MessageVerifier verifier;

    public Envelope(Party self, MessageSigner signer, MessageVerifier verifier) {
        this.self = self;
        this.signer = signer;
        this.verifier = verifier;
    }

    public byte[] seal(Message message) {
        return signer.sign(MessageWriter.write(message));
    }

    /** The message, signed by the realm whose id its head names as the sender's. Whether its name is the peer's, the caller knows. */
    public Message open(byte[] signed) throws MessageFault {
        if (signed.length > LONGEST) {
            throw new MessageFault(Kind.TOO_LONG, "");
        }
        MessageVerifier.Verified verified =
                verifier.verify(signed).orElseThrow(() -> new MessageFault(Kind.SIGNATURE_WRONG, ""));
        Message message = MessageReader.read(verified.payload().toByteArray());
        if (!message.head().from().id().equals(verified.realmId())) {
            throw new MessageFault(Kind.SIGNER_NOT_SENDER, "from");
        }
        if (!message.head().to().equals(self)) {
            throw new MessageFault(Kind.NOT_FOR_US, "to");
        }
        return message;
    }
}
