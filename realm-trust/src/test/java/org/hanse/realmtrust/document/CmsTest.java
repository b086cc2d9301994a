package org.hanse.realmtrust.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is signed here is CMS, and only one form of it is taken. */
class CmsTest {
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private final SigningRealm luebeck = SigningRealm.luebeck();
    private final SignedDocument first = luebeck.first().sign();
    private final byte[] octets = first.encoded().toByteArray();

    @Test
    void anyCmsLibraryVerifiesBothSignatures() throws Exception {
        CMSSignedData cms = new CMSSignedData(octets);
        SigningPublicKey key = luebeck.first.publicKey();
        List<SignerInformation> signers = List.copyOf(cms.getSignerInfos().getSigners());
        assertThat(signers).hasSize(2);
        for (SignerInformation signer : signers) {
            boolean classical = signer.getEncryptionAlgOID().equals("1.3.101.112");
            PublicKey publicKey = classical
                    ? publicKey("1.3.101.112", "Ed25519", key.ed25519().toByteArray())
                    : publicKey(
                            NISTObjectIdentifiers.id_ml_dsa_65.getId(),
                            "ML-DSA",
                            key.mlDsa65().toByteArray());
            assertThat(signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                            .setProvider(PROVIDER)
                            .build(publicKey)))
                    .as(signer.getEncryptionAlgOID())
                    .isTrue();
        }
    }

    private static PublicKey publicKey(String oid, String algorithm, byte[] raw) throws Exception {
        SubjectPublicKeyInfo info = new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(new org.bouncycastle.asn1.ASN1ObjectIdentifier(oid)), raw);
        return KeyFactory.getInstance(algorithm, PROVIDER).generatePublic(new X509EncodedKeySpec(info.getEncoded()));
    }

    @Test
    void whatIsSignedComesBackOctetForOctet() throws DocumentFault {
        SignedDocument read = SignedDocument.read(octets);
        assertThat(read).isEqualTo(first);
        assertThat(read.hash()).isEqualTo(first.hash());
        assertThat(read.encoded().toByteArray()).isEqualTo(octets);
    }

    @Test
    void theSameDocumentSignedAnewIsTheSameDocument() {
        SignedDocument again = SignedDocument.sign(first.document(), luebeck.first, luebeck.random);
        assertThat(again).isNotEqualTo(first);
        assertThat(again.hash()).isEqualTo(first.hash());
    }

    @Test
    @Tag("T-015")
    void whatIsTooLongIsRefusedUnread() {
        byte[] long100MiB = new byte[SignedDocument.LONGEST + 1];
        assertThat(reason(long100MiB)).isEqualTo(DocumentReason.TOO_LARGE);
    }

    /** A message of an agreement, or anything else that the realm signs, is no document of it. */
    @Test
    void whatWasSignedAsSomethingElseIsNoDocument() {
        byte[] message = SignedPayload.sign(
                        ContentType.AGREEMENT_MESSAGE,
                        DocumentWriter.write(first.document()),
                        luebeck.first,
                        luebeck.random)
                .encoded()
                .toByteArray();
        assertThat(reason(message)).isEqualTo(DocumentReason.OTHER_CONTENT_TYPE);
    }

    /** Every octet counts: whichever is another, the document is refused, or its signature is. */
    @Test
    @Tag("T-020")
    void nothingOfADocumentCanBeAlteredOnItsWay() {
        for (int place = 0; place < octets.length; place += 13) {
            byte[] altered = octets.clone();
            altered[place] ^= 0x20;
            boolean believed;
            try {
                SignedDocument read = SignedDocument.read(altered);
                believed = read.isSignedBy(luebeck.first.publicKey());
            } catch (DocumentFault refused) {
                believed = false;
            }
            assertThat(believed).as("octet " + place).isFalse();
        }
    }

    /** The offer of suites and enctypes is signed with the rest. */
    @Test
    @Tag("T-020")
    void anOfferCannotBeTakenOutOnItsWay() throws DocumentFault {
        String payload = new String(DocumentWriter.write(first.document()), java.nio.charset.StandardCharsets.UTF_8);
        String less = payload.replace("\"aes256-cts-hmac-sha384-192\",", "");
        assertThat(less).isNotEqualTo(payload);
        SignedPayload signed = SignedPayload.read(octets, ContentType.REALM_DOCUMENT, SignedDocument.LONGEST);
        SignedPayload cut = new SignedPayload(
                signed.type(),
                org.hanse.protocol.wire.Octets.copyOf(less.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                signed.signer(),
                signed.ed25519(),
                signed.mlDsa65());
        SignedDocument read = SignedDocument.read(cut.encoded().toByteArray());
        assertThat(read.isSignedBy(luebeck.first.publicKey())).isFalse();
        assertThat(first.isSignedBy(luebeck.first.publicKey())).isTrue();
    }

    @Test
    void octetsThatAreNoCmsAreRefused() {
        assertThat(reason(new byte[0])).isEqualTo(DocumentReason.NOT_CMS);
        assertThat(reason(new byte[] {0x30, (byte) 0x80})).isEqualTo(DocumentReason.NOT_CMS);
        assertThat(reason(new byte[] {0x05, 0x00})).isEqualTo(DocumentReason.NOT_CMS);
        byte[] deep = new byte[60_000];
        for (int i = 0; i < deep.length; i += 2) {
            deep[i] = 0x30;
            deep[i + 1] = (byte) 0x80;
        }
        assertThat(reason(deep)).isEqualTo(DocumentReason.NOT_CMS);
    }

    private static DocumentReason reason(byte[] octets) {
        DocumentFault fault = catchThrowableOfType(DocumentFault.class, () -> SignedDocument.read(octets));
        assertThat(fault).isNotNull();
        return fault.reason();
    }
}
