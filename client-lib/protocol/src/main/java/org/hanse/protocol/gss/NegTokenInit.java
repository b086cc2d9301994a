package org.hanse.protocol.gss;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hanse.protocol.wire.Octets;

/**
 * SPNEGO's first message, RFC 4178 §4.2.1. The reqFlags field is skipped when read, never written (the RFC asks for both).
 *
 * @param mechanisms in the initiator's order of preference, not empty
 * @param mechanismList the DER of the MechTypeList as received or made: what a mechListMIC is computed over, §5 a)
 * @param mechToken the optimistic token of the first mechanism
 * @param mechListMic protects the list
 */
public record NegTokenInit(
        List<MechanismId> mechanisms, Octets mechanismList, Optional<Octets> mechToken, Optional<Octets> mechListMic) {
    /** More than any client offers; a list beyond it is refused. */
    private static final int MAX_MECHANISMS = 32;

    public NegTokenInit {
        mechanisms = List.copyOf(mechanisms);
        if (mechanisms.isEmpty()) {
            throw new IllegalArgumentException("an offer without mechanisms");
        }
    }

    /** An offer without mechListMIC. */
    public static NegTokenInit offering(List<MechanismId> mechanisms, Optional<Octets> optimistic) {
        byte[][] oids = mechanisms.stream().map(DerWriter::oid).toArray(byte[][]::new);
        Octets list = Octets.wrap(DerWriter.element(DerReader.SEQUENCE, oids));
        return new NegTokenInit(mechanisms, list, optimistic, Optional.empty());
    }

    static NegTokenInit decode(byte[] der) throws TokenFault {
        DerReader choice = new DerReader(der);
        if (choice.next(DerReader.context(1))) {
            throw new TokenFault(TokenFault.Kind.UNEXPECTED, "a SPNEGO response where an offer belongs");
        }
        DerReader tagged = choice.enter(DerReader.context(0));
        choice.mustEnd("the SPNEGO offer");
        DerReader fields = tagged.enter(DerReader.SEQUENCE);
        tagged.mustEnd("NegTokenInit");

        DerReader mechTypes = fields.enter(DerReader.context(0));
        DerReader listReader = new DerReader(mechTypes.rest());
        Octets list = listReader.encoded();
        listReader.mustEnd("the mechanism list");
        List<MechanismId> mechanisms = readList(list);

        if (fields.next(DerReader.context(1))) {
            fields.skip();
        }
        Optional<Octets> token = optional(fields, 2);
        Optional<Octets> mic = optional(fields, 3);
        while (!fields.atEnd()) {
            fields.skip();
        }
        return new NegTokenInit(mechanisms, list, token, mic);
    }

    /** With the frame of RFC 2743 §3.1, which only this SPNEGO message has. */
    public byte[] encode() {
        byte[] fields = DerWriter.element(
                DerReader.SEQUENCE,
                DerWriter.element(DerReader.context(0), mechanismList.toByteArray()),
                mechToken.map(token -> DerWriter.taggedOctets(2, token)).orElse(new byte[0]),
                mechListMic.map(mic -> DerWriter.taggedOctets(3, mic)).orElse(new byte[0]));
        return TokenFrame.around(MechanismId.SPNEGO, DerWriter.element(DerReader.context(0), fields));
    }

    static Optional<Octets> optional(DerReader fields, int number) throws TokenFault {
        if (!fields.next(DerReader.context(number))) {
            return Optional.empty();
        }
        DerReader tagged = fields.enter(DerReader.context(number));
        Octets value = tagged.read(DerReader.OCTET_STRING);
        tagged.mustEnd("a tagged octet string");
        return Optional.of(value);
    }

    private static List<MechanismId> readList(Octets list) throws TokenFault {
        DerReader oids = new DerReader(list.toByteArray()).enter(DerReader.SEQUENCE);
        List<MechanismId> mechanisms = new ArrayList<>();
        while (!oids.atEnd()) {
            if (mechanisms.size() == MAX_MECHANISMS) {
                throw TokenFault.malformed("an offer of more than " + MAX_MECHANISMS + " mechanisms");
            }
            mechanisms.add(oids.oid());
        }
        if (mechanisms.isEmpty()) {
            throw TokenFault.malformed("an offer without mechanisms");
        }
        return mechanisms;
    }
}
