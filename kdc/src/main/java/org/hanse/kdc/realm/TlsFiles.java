package org.hanse.kdc.realm;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.hanse.kdc.config.RealmSettings;

/**
 * The realm's own certificate authority and the certificate of its HTTPS port: ECDSA P-256, X.509 v3. {@code ca.pem} is what
 * clients trust; {@code ca.key} stays so that the leaf can be renewed without asking every client again.
 */
final class TlsFiles {
    /** Ten years: clients keep it in files. */
    private static final Duration CA_LIFE = Duration.ofDays(3650);
    /** The longest that TLS clients take from any authority. */
    private static final Duration LEAF_LIFE = Duration.ofDays(825);
    /** Clients' clocks may be behind. */
    private static final Duration EARLIER = Duration.ofHours(1);

    private final SecureRandom random;
    private final Instant now;

    TlsFiles(SecureRandom random, Instant now) {
        this.random = random;
        this.now = now;
    }

    /** What a server of this realm is called: the public name first, where it listens, and what this machine calls itself. */
    static Set<String> names(RealmSettings settings) {
        Set<String> names = new LinkedHashSet<>();
        names.add(settings.publicName());
        settings.listen().hosts().stream().filter(host -> !host.equals("*")).forEach(names::add);
        names.add("localhost");
        names.add("127.0.0.1");
        names.add("::1");
        return names;
    }

    /**
     * A new certificate for the key of another.
     *
     * @param names as for {@link #write}
     * @return PEM of it and of the authority
     */
    String renewed(X509Certificate former, Set<String> names, X509Certificate ca, Path caKey) throws IOException {
        try (PEMParser pem = new PEMParser(Files.newBufferedReader(caKey))) {
            if (!(pem.readObject() instanceof PrivateKeyInfo key)) {
                throw new IOException(caKey + " holds no key in PKCS #8 without a password");
            }
            PrivateKey authority = new JcaPEMKeyConverter().getPrivateKey(key);
            return pem(leaf(names, former.getPublicKey(), ca, authority)) + pem(ca);
        } catch (GeneralSecurityException | OperatorCreationException bug) {
            throw new IllegalStateException("this Java cannot make ECDSA certificates", bug);
        }
    }

    /** @param names DNS names and addresses of the server, the one for the subject first */
    void write(Path folder, String realm, Set<String> names) throws IOException {
        try {
            KeyPair caKey = keyPair();
            X509Certificate ca = authority(realm, caKey);
            KeyPair key = keyPair();
            X509Certificate leaf = leaf(names, key.getPublic(), ca, caKey.getPrivate());
            HomeFiles.write(folder.resolve("ca.pem"), pem(ca), HomeFiles.PUBLIC);
            HomeFiles.write(folder.resolve("ca.key"), pem(pkcs8(caKey.getPrivate())), HomeFiles.SECRET);
            HomeFiles.write(folder.resolve("server.pem"), pem(leaf) + pem(ca), HomeFiles.PUBLIC);
            HomeFiles.write(folder.resolve("server.key"), pem(pkcs8(key.getPrivate())), HomeFiles.SECRET);
        } catch (GeneralSecurityException | OperatorCreationException bug) {
            throw new IllegalStateException("this Java cannot make ECDSA certificates", bug);
        }
    }

    private KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private X509Certificate authority(String realm, KeyPair key)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        X500Name name = named("Hanse realm " + realm);
        X509v3CertificateBuilder builder = builder(name, name, key.getPublic(), now.plus(CA_LIFE));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key.getPublic()));
        return signed(builder, key.getPrivate());
    }

    private X509Certificate leaf(Set<String> names, PublicKey key, X509Certificate ca, PrivateKey caKey)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        X509v3CertificateBuilder builder = builder(
                new X500Name(ca.getSubjectX500Principal().getName()),
                named(names.iterator().next()),
                key,
                earlier(now.plus(LEAF_LIFE), ca.getNotAfter().toInstant()));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
        builder.addExtension(Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(ca));
        builder.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
        return signed(builder, caKey);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, PublicKey key, Instant end) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                // 127 random bits: positive, and never the same again.
                new BigInteger(127, random),
                Date.from(now.minus(EARLIER)),
                Date.from(end),
                subject,
                key);
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }

    private static X500Name named(String name) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
    }

    private static GeneralNames alternatives(Set<String> names) {
        List<GeneralName> all = new ArrayList<>();
        for (String name : new LinkedHashSet<>(names)) {
            all.add(new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name));
        }
        return new GeneralNames(all.toArray(GeneralName[]::new));
    }

    /** Whether this is an address in figures; {@link InetAddress#getByName} would ask DNS for anything else. */
    static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || name.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }

    private static JcaPKCS8Generator pkcs8(PrivateKey key) throws IOException {
        return new JcaPKCS8Generator(key, null);
    }

    private static String pem(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }
}
