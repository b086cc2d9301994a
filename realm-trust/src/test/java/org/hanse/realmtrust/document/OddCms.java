package org.hanse.realmtrust.document;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.hanse.protocol.wire.Octets;

/** Signed documents that CMS allows and this project does not, each signed well: only its form is at fault. */
final class OddCms {
    ASN1ObjectIdentifier content = ContentType.REALM_DOCUMENT.oid();
    ASN1ObjectIdentifier signedContent = content;
    AlgorithmIdentifier digest = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha512);
    String digestName = "SHA-512";
    List<Attribute> moreAttributes = new ArrayList<>();
    UnaryOperator<List<SignerInfo>> signers = signers -> signers;
    ASN1Set certificates = null;
    ASN1Set unsigned = null;
    boolean isSetAsItComes = false;

    private final RealmSigningKey key;
    private final SigningRealm realm;

    OddCms(SigningRealm realm, RealmSigningKey key) {
        this.realm = realm;
        this.key = key;
    }

    static OddCms sha1(SigningRealm realm, RealmSigningKey key) {
        OddCms odd = new OddCms(realm, key);
        odd.digest = new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1);
        odd.digestName = "SHA-1";
        return odd;
    }

    static OddCms sha256(SigningRealm realm, RealmSigningKey key) {
        OddCms odd = new OddCms(realm, key);
        odd.digest = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
        odd.digestName = "SHA-256";
        return odd;
    }

    OddCms digestWithNull() {
        digest = new AlgorithmIdentifier(digest.getAlgorithm(), DERNull.INSTANCE);
        return this;
    }

    OddCms attribute(String oid, String value) {
        moreAttributes.add(attribute(oid(oid), new DERUTF8String(value)));
        return this;
    }

    OddCms unsigned() {
        unsigned = new DERSet(attribute(oid("2.25.1"), new DERUTF8String("added later")));
        return this;
    }

    OddCms certificates() {
        certificates = new DERSet(new BERSequence(new DERUTF8String("no certificate")));
        return this;
    }

    OddCms signers(UnaryOperator<List<SignerInfo>> change) {
        signers = change;
        return this;
    }

    OddCms contentTypes(String announced, String signed) {
        content = oid(announced);
        signedContent = oid(signed);
        return this;
    }

    byte[] of(byte[] payload) {
        try {
            ASN1Set attributes = attributes(payload);
            byte[] input = attributes.getEncoded(ASN1Encoding.DER);
            List<SignerInfo> infos = List.of(
                    signer(attributes, new AlgorithmIdentifier(oid("1.3.101.112")), key.signEd25519(input)),
                    signer(
                            attributes,
                            new AlgorithmIdentifier(NISTObjectIdentifiers.id_ml_dsa_65),
                            key.signMlDsa65(input, realm.random)));
            ASN1EncodableVector vector = new ASN1EncodableVector();
            signers.apply(infos).forEach(vector::add);
            ASN1Set set = isSetAsItComes ? new DLSet(vector) : new DERSet(vector);
            SignedData data = new SignedData(
                    new DERSet(digest), new ContentInfo(content, new DEROctetString(payload)), certificates, null, set);
            return new ContentInfo(CMSObjectIdentifiers.signedData, data)
                    .getEncoded(isSetAsItComes ? ASN1Encoding.DL : ASN1Encoding.DER);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private ASN1Set attributes(byte[] payload) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance(digestName).digest(payload);
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(attribute(CMSAttributes.contentType, signedContent));
        attributes.add(attribute(CMSAttributes.messageDigest, new DEROctetString(hash)));
        moreAttributes.forEach(attributes::add);
        return new DERSet(attributes);
    }

    private SignerInfo signer(ASN1Set attributes, AlgorithmIdentifier algorithm, Octets signature) {
        Octets name = key.publicKey().fingerprint().octets();
        return new SignerInfo(
                new SignerIdentifier(new DEROctetString(name.toByteArray())),
                digest,
                attributes,
                algorithm,
                new DEROctetString(signature.toByteArray()),
                unsigned);
    }

    private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
        return new Attribute(type, new DERSet(value));
    }

    private static ASN1ObjectIdentifier oid(String oid) {
        return new ASN1ObjectIdentifier(oid);
    }
}
