package org.hanse.protocol.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kerby.asn1.type.Asn1Type;
import org.hanse.protocol.name.ChecksumType;
import org.hanse.protocol.name.EncType;
import org.hanse.protocol.name.Kvno;
import org.hanse.protocol.name.PrincipalName;
import org.hanse.protocol.name.RealmName;

/** The parts that messages share, RFC 4120 §5.2: from Kerby's sequences to records and back. */
final class Parts {
    private Parts() {}

    static PrincipalName name(Seq in, int tag) {
        Seq seq = in.child(tag, KerbyTypes.PrincipalName.class);
        List<String> components = new ArrayList<>();
        for (KerbyTypes.Text one : seq.elements(1, KerbyTypes.Texts.class)) {
            components.add(one.text());
        }
        return new PrincipalName(seq.int32(0), components);
    }

    static Optional<PrincipalName> maybeName(Seq in, int tag) {
        return in.has(tag) ? Optional.of(name(in, tag)) : Optional.empty();
    }

    static Seq seq(PrincipalName name) {
        KerbyTypes.Texts components = new KerbyTypes.Texts();
        for (String one : name.components()) {
            components.add(new KerbyTypes.Text(one));
        }
        return new KerbyTypes.PrincipalName().putInt(0, name.type()).put(1, components);
    }

    static RealmName realm(Seq in, int tag) {
        return new RealmName(in.text(tag));
    }

    static Optional<RealmName> maybeRealm(Seq in, int tag) {
        return in.has(tag) ? Optional.of(realm(in, tag)) : Optional.empty();
    }

    static EncryptedData encryptedData(Seq in, int tag) {
        return encryptedData(in.child(tag, KerbyTypes.EncryptedData.class));
    }

    static EncryptedData encryptedData(Seq seq) {
        Optional<Kvno> kvno = seq.has(1) ? Optional.of(Kvno.of(seq.uint32(1))) : Optional.empty();
        return new EncryptedData(new EncType(seq.int32(0)), kvno, Octets.wrap(seq.octets(2)));
    }

    static Seq seq(EncryptedData data) {
        Seq seq = new KerbyTypes.EncryptedData().putInt(0, data.etype().value());
        // Signed, against RFC 4120's UInt32: MIT and Windows write large kvnos (read-only domain controllers have them)
        // so.
        data.kvno().ifPresent(kvno -> {
            int signed = (int) kvno.value();
            seq.putInt(1, signed);
        });
        return seq.putOctets(2, data.cipher().toByteArray());
    }

    static EncryptionKey key(Seq in, int tag) {
        Seq seq = in.child(tag, KerbyTypes.EncryptionKey.class);
        return new EncryptionKey(new EncType(seq.int32(0)), SecretBytes.takeOver(seq.octets(1)));
    }

    static Optional<EncryptionKey> maybeKey(Seq in, int tag) {
        return in.has(tag) ? Optional.of(key(in, tag)) : Optional.empty();
    }

    static Seq seq(EncryptionKey key) {
        return typed(
                new KerbyTypes.EncryptionKey(),
                key.etype().value(),
                key.secret().reveal());
    }

    static Checksum checksum(Seq in, int tag) {
        return checksum(in.child(tag, KerbyTypes.Checksum.class));
    }

    static Checksum checksum(Seq seq) {
        return new Checksum(new ChecksumType(seq.int32(0)), Octets.wrap(seq.octets(1)));
    }

    static Seq seq(Checksum checksum) {
        return typed(new KerbyTypes.Checksum(), checksum.type().value(), checksum.value());
    }

    static TransitedEncoding transited(Seq in, int tag) {
        Seq seq = in.child(tag, KerbyTypes.Transited.class);
        return new TransitedEncoding(seq.int32(0), Octets.wrap(seq.octets(1)));
    }

    static Seq seq(TransitedEncoding transited) {
        return typed(new KerbyTypes.Transited(), transited.type(), transited.contents());
    }

    static List<HostAddress> addresses(Seq in, int tag) {
        List<HostAddress> addresses = new ArrayList<>();
        for (Seq one : in.elements(tag, KerbyTypes.HostAddresses.class)) {
            addresses.add(new HostAddress(one.int32(0), Octets.wrap(one.octets(1))));
        }
        return addresses;
    }

    /** Leaves the field out if there are none, RFC 4120 §5.1.3. */
    static void putAddresses(Seq out, int tag, List<HostAddress> addresses) {
        if (addresses.isEmpty()) {
            return;
        }
        KerbyTypes.HostAddresses list = new KerbyTypes.HostAddresses();
        for (HostAddress one : addresses) {
            list.add(typed(new KerbyTypes.HostAddress(), one.type(), one.address()));
        }
        out.put(tag, list);
    }

    static List<PaData> padata(List<KerbyTypes.PaData> list) {
        List<PaData> padata = new ArrayList<>(list.size());
        for (Seq one : list) {
            padata.add(new PaData(one.int32(1), Octets.wrap(one.octets(2))));
        }
        return padata;
    }

    static KerbyTypes.MethodData methodData(List<PaData> padata) {
        KerbyTypes.MethodData list = new KerbyTypes.MethodData();
        for (PaData one : padata) {
            KerbyTypes.PaData seq = new KerbyTypes.PaData();
            seq.putInt(1, one.type()).putOctets(2, one.value().toByteArray());
            list.add(seq);
        }
        return list;
    }

    /** Leaves the field out if there is none. */
    static void putPadata(Seq out, int tag, List<PaData> padata) {
        putUnless(padata.isEmpty(), out, tag, methodData(padata));
    }

    static AuthorizationData authorizationData(List<KerbyTypes.AdElement> list) {
        List<AuthorizationData.Element> elements = new ArrayList<>(list.size());
        for (Seq one : list) {
            elements.add(new AuthorizationData.Element(one.int32(0), Octets.wrap(one.octets(1))));
        }
        return new AuthorizationData(elements);
    }

    static KerbyTypes.AuthorizationData list(AuthorizationData data) {
        KerbyTypes.AuthorizationData list = new KerbyTypes.AuthorizationData();
        for (AuthorizationData.Element one : data.elements()) {
            list.add(typed(new KerbyTypes.AdElement(), one.type(), one.data()));
        }
        return list;
    }

    /** Leaves the field out if there is none. */
    static void putAuthorizationData(Seq out, int tag, AuthorizationData data) {
        putUnless(data.isEmpty(), out, tag, list(data));
    }

    static KerberosTime time(Seq in, int secondsTag, int microsTag) {
        return new KerberosTime(in.time(secondsTag), in.int32(microsTag));
    }

    static void putTime(Seq out, int secondsTag, int microsTag, KerberosTime time) {
        out.putTime(secondsTag, time.seconds()).putInt(microsTag, time.micros());
    }

    private static void putUnless(boolean left, Seq out, int tag, Asn1Type value) {
        if (!left) {
            out.put(tag, value);
        }
    }

    private static <T extends Seq> T typed(T seq, int type, Octets value) {
        return typed(seq, type, value.toByteArray());
    }

    private static <T extends Seq> T typed(T seq, int type, byte[] value) {
        seq.putInt(0, type).putOctets(1, value);
        return seq;
    }
}
