package org.hanse.realmtrust.document;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.hanse.protocol.wire.Octets;

/**
 * CMS SignedData (RFC 5652 §5) in the one form that it has here: DER; the payload inside; two signers, by Ed25519 (RFC 8419) and
 * ML-DSA-65 (RFC 9882), both named by the key's fingerprint; SHA-512; the two signed attributes that must be; nothing else. So a signed
 * payload is written in one way, and what is written in another is refused.
 */
final class CmsForm {
    private static final AlgorithmIdentifier SHA_512 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha512);
    private static final AlgorithmIdentifier ED25519 =
            new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.101.112")); // RFC 8410 §3
    private static final AlgorithmIdentifier ML_DSA_65 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_ml_dsa_65);

    private CmsForm() {}

    /** What both signatures are of: the signed attributes as a DER SET (RFC 5652 §5.4), which hold the content type and SHA-512 of the payload. */
    static byte[] signatureInput(ContentType type, Octets payload) {
        return der(attributes(type, payload));
    }

    static Octets write(SignedPayload signed) {
        ASN1Set attributes = attributes(signed.type(), signed.payload());
        ASN1EncodableVector signers = new ASN1EncodableVector();
        signers.add(signer(signed.signer(), attributes, ED25519, signed.ed25519()));
        signers.add(signer(signed.signer(), attributes, ML_DSA_65, signed.mlDsa65()));
        ContentInfo content = new ContentInfo(signed.type().oid(), octetString(signed.payload()));
        SignedData data = new SignedData(new DERSet(SHA_512), content, null, null, new DERSet(signers));
        return Octets.wrap(der(new ContentInfo(CMSObjectIdentifiers.signedData, data)));
    }

    /** @throws DocumentFault if the octets are not exactly those that {@link #write} makes of what they hold, or of another content type */
    static SignedPayload read(byte[] octets, ContentType type) throws DocumentFault {
        SignedData data = signedData(octets);
        if (!type.oid().equals(data.getEncapContentInfo().getContentType())) {
            throw new DocumentFault(DocumentReason.OTHER_CONTENT_TYPE);
        }
        SignedPayload signed = parts(data, type);
        if (!Arrays.equals(write(signed).toByteArray(), octets)) {
            throw new DocumentFault(DocumentReason.NOT_STRICT_CMS);
        }
        return signed;
    }

    private static SignedData signedData(byte[] octets) throws DocumentFault {
        try {
            ContentInfo outer = ContentInfo.getInstance(ASN1Primitive.fromByteArray(octets));
            if (CMSObjectIdentifiers.signedData.equals(outer.getContentType())) {
                return SignedData.getInstance(outer.getContent());
            }
        } catch (IOException | RuntimeException malformed) {
            // BouncyCastle says by whatever it throws that octets are not what they should be.
        }
        throw new DocumentFault(DocumentReason.NOT_CMS);
    }

    private static SignedPayload parts(SignedData data, ContentType type) throws DocumentFault {
        try {
            ASN1Set signers = data.getSignerInfos();
            if (signers.size() != 2) {
                throw new DocumentFault(DocumentReason.WRONG_SIGNERS);
            }
            SignerInfo classical = SignerInfo.getInstance(signers.getObjectAt(0));
            SignerInfo lattice = SignerInfo.getInstance(signers.getObjectAt(1));
            if (!ED25519.equals(classical.getDigestEncryptionAlgorithm())
                    || !ML_DSA_65.equals(lattice.getDigestEncryptionAlgorithm())) {
                throw new DocumentFault(DocumentReason.WRONG_SIGNERS);
            }
            return new SignedPayload(
                    type,
                    octets(data.getEncapContentInfo().getContent()),
                    signer(classical),
                    octets(classical.getEncryptedDigest()),
                    octets(lattice.getEncryptedDigest()));
        } catch (RuntimeException malformed) {
            throw new DocumentFault(DocumentReason.NOT_STRICT_CMS);
        }
    }

    private static Fingerprint signer(SignerInfo info) {
        return Fingerprint.ofOctets(octets(info.getSID().getId()).toByteArray());
    }

    private static SignerInfo signer(
            Fingerprint key, ASN1Set attributes, AlgorithmIdentifier algorithm, Octets signature) {
        SignerIdentifier name = new SignerIdentifier(octetString(key.octets()));
        return new SignerInfo(name, SHA_512, attributes, algorithm, octetString(signature), (ASN1Set) null);
    }

    private static ASN1Set attributes(ContentType type, Octets payload) {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(CMSAttributes.contentType, new DERSet(type.oid())));
        attributes.add(new Attribute(CMSAttributes.messageDigest, new DERSet(octetString(sha512(payload)))));
        return new DERSet(attributes);
    }

    private static Octets sha512(Octets payload) {
        try {
            return Octets.wrap(MessageDigest.getInstance("SHA-512").digest(payload.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-512 is not available", e);
        }
    }

    private static DEROctetString octetString(Octets octets) {
        return new DEROctetString(octets.toByteArray());
    }

    private static Octets octets(Object octetString) {
        return Octets.wrap(ASN1OctetString.getInstance(octetString).getOctets());
    }

    private static byte[] der(ASN1Object object) {
        try {
            return object.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("what was made here cannot be encoded", e);
        }
    }
}
