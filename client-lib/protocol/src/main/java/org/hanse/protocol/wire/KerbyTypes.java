package org.hanse.protocol.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kerby.asn1.Tag;
import org.apache.kerby.asn1.UniversalTag;
import org.apache.kerby.asn1.parse.Asn1ParseResult;
import org.apache.kerby.asn1.type.AbstractAsn1Type;
import org.apache.kerby.asn1.type.Asn1Integer;
import org.apache.kerby.asn1.type.Asn1Simple;
import org.apache.kerby.asn1.type.Asn1Tagging;
import org.apache.kerby.kerberos.kerb.type.KrbSequenceOfType;
import org.jspecify.annotations.Nullable;

/**
 * The classes that Kerby's codec makes by itself, from the class alone, when it meets an element inside another. Public for
 * that reason only; this class around them keeps them in the room.
 */
final class KerbyTypes {
    private KerbyTypes() {}

    /** KerberosString as UTF-8; Kerby's own turns everything past US-ASCII into question marks. */
    public static final class Text extends Asn1Simple<String> {
        public Text() {
            super(UniversalTag.GENERAL_STRING);
        }

        Text(String text) {
            super(UniversalTag.GENERAL_STRING, text);
        }

        /** Kerby does not look at the contents of an empty string and leaves its value null. */
        String text() {
            String value = getValue();
            return value == null ? "" : value;
        }

        @Override
        protected void toValue() {
            setValue(new String(getBytes(), StandardCharsets.UTF_8));
        }

        @Override
        protected void toBytes() {
            try {
                ByteBuffer octets = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(getValue()));
                byte[] bytes = new byte[octets.remaining()];
                octets.get(bytes);
                setBytes(bytes);
            } catch (CharacterCodingException e) {
                throw new IllegalArgumentException("a name or text with half a surrogate pair", e);
            }
        }
    }

    /** KerberosTime without Kerby's SimpleDateFormat, which costs more than the rest of a message. */
    public static final class Time extends Asn1Simple<Instant> {
        public Time() {
            super(UniversalTag.GENERALIZED_TIME);
        }

        Time(Instant time) {
            super(UniversalTag.GENERALIZED_TIME, time);
        }

        @Override
        protected void toValue() {
            setValue(TimeText.parse(getBytes()));
        }

        @Override
        protected void toBytes() {
            setBytes(TimeText.format(getValue()));
        }
    }

    public static final class PrincipalName extends Seq {
        public PrincipalName() {
            super(Grammar.PRINCIPAL_NAME);
        }
    }

    public static final class EncryptedData extends Seq {
        public EncryptedData() {
            super(Grammar.ENCRYPTED_DATA);
        }
    }

    public static final class EncryptionKey extends Seq {
        public EncryptionKey() {
            super(Grammar.ENCRYPTION_KEY);
        }
    }

    public static final class Checksum extends Seq {
        public Checksum() {
            super(Grammar.CHECKSUM);
        }
    }

    public static final class Transited extends Seq {
        public Transited() {
            super(Grammar.TRANSITED);
        }
    }

    public static final class HostAddress extends Seq {
        public HostAddress() {
            super(Grammar.HOST_ADDRESS);
        }
    }

    public static final class AdElement extends Seq {
        public AdElement() {
            super(Grammar.AD_ELEMENT);
        }
    }

    public static final class PaData extends Seq {
        public PaData() {
            super(Grammar.PA_DATA);
        }
    }

    public static final class LastReqEntry extends Seq {
        public LastReqEntry() {
            super(Grammar.LAST_REQ_ENTRY);
        }
    }

    public static final class EtypeInfo2Entry extends Seq {
        public EtypeInfo2Entry() {
            super(Grammar.ETYPE_INFO2_ENTRY);
        }
    }

    public static final class FastArmor extends Seq {
        public FastArmor() {
            super(Grammar.FAST_ARMOR);
        }
    }

    public static final class FastFinished extends Seq {
        public FastFinished() {
            super(Grammar.FAST_FINISHED);
        }
    }

    /** Keeps the octets it was read from: checksums are over those. */
    public static final class KdcReqBody extends Seq {
        private byte @Nullable [] received;

        public KdcReqBody() {
            super(Grammar.KDC_REQ_BODY);
        }

        @Override
        protected void decodeBody(Asn1ParseResult parsed) throws IOException {
            received = slice(parsed);
            super.decodeBody(parsed);
        }

        Octets received() {
            return decoded(received);
        }
    }

    /** Keeps the octets it was read from: those are passed on. */
    public static final class Ticket extends Asn1Tagging<Seq> {
        private byte @Nullable [] received;

        public Ticket() {
            super(Grammar.TICKET.tag(), new Seq(Grammar.TICKET.fields()), true, false);
        }

        @Override
        protected void decodeBody(Asn1ParseResult parsed) throws IOException {
            received = slice(parsed);
            super.decodeBody(parsed);
        }

        Octets received() {
            return decoded(received);
        }
    }

    public static final class Texts extends KrbSequenceOfType<Text> {}

    public static final class Integers extends KrbSequenceOfType<Asn1Integer> {}

    public static final class HostAddresses extends KrbSequenceOfType<HostAddress> {}

    public static final class AuthorizationData extends KrbSequenceOfType<AdElement> {}

    public static final class MethodData extends KrbSequenceOfType<PaData> {}

    public static final class LastReq extends KrbSequenceOfType<LastReqEntry> {}

    public static final class Tickets extends KrbSequenceOfType<Ticket> {}

    /** {@link Tickets} for writing. */
    static final class Verbatims extends KrbSequenceOfType<Verbatim> {}

    public static final class EtypeInfo2 extends KrbSequenceOfType<EtypeInfo2Entry> {}

    /** Octets that are DER already, written as they are. */
    static final class Verbatim extends AbstractAsn1Type<byte[]> {
        Verbatim(Octets der) {
            super(new Tag(der.at(0)), der.toByteArray());
        }

        @Override
        public int encodingLength() {
            return getValue().length;
        }

        @Override
        public void encode(ByteBuffer buffer) {
            buffer.put(getValue());
        }

        @Override
        protected int encodingBodyLength() {
            throw new UnsupportedOperationException("written whole");
        }

        @Override
        protected void decodeBody(Asn1ParseResult parsed) {
            throw new UnsupportedOperationException("for writing only");
        }
    }

    /** Header and body; the gate has seen that the header is the shortest, which is what Kerby's offset assumes. */
    private static byte[] slice(Asn1ParseResult parsed) {
        return Arrays.copyOfRange(parsed.getBuffer().array(), parsed.getOffset(), parsed.getBodyEnd());
    }

    private static Octets decoded(byte @Nullable [] received) {
        if (received == null) {
            throw new IllegalStateException("was not decoded");
        }
        return Octets.wrap(received);
    }
}
