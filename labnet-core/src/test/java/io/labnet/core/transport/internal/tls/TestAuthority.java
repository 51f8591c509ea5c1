// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for tests. */
public final class TestAuthority {
    private static final Base64.Encoder PEM = Base64.getMimeEncoder();

    private final KeyPair keys = keys();
    private final X500Name name;
    private final X509Certificate certificate;

    /** Creates an authority with a self-signed certificate. */
    public TestAuthority(String name) throws Exception {
        this.name = new X500Name("CN=" + name);
        this.certificate = certificate(this.name, keys, 1, true, name);
    }

    /** Returns its certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** Issues a certificate for a host name; its validity began a day ago, and ends after some days. */
    public KeyMaterial issue(String host, int days) throws Exception {
        return issue(host, days, keys());
    }

    /** Issues a certificate for a host name and its keys. */
    public KeyMaterial issue(String host, int days, KeyPair pair) throws Exception {
        return new KeyMaterial(
                pair.getPrivate(), List.of(certificate(new X500Name("CN=" + host), pair, days, false, host)));
    }

    private X509Certificate certificate(X500Name subject, KeyPair subjectKeys, int days, boolean authority, String host)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(System.nanoTime()),
                Date.from(now.minus(10, ChronoUnit.DAYS)),
                Date.from(now.plus(days, ChronoUnit.DAYS)),
                subject,
                subjectKeys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(
                Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    /** Writes certificates to a PEM file. */
    public static Path write(Path file, List<X509Certificate> chain) throws Exception {
        StringBuilder text = new StringBuilder();
        for (X509Certificate next : chain) {
            text.append(pem("CERTIFICATE", next.getEncoded()));
        }
        return Files.writeString(file, text);
    }

    /** Writes a private key to a PEM file. */
    public static Path writeKey(Path file, KeyMaterial material) throws Exception {
        return Files.writeString(file, pem("PRIVATE KEY", material.key().getEncoded()));
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + PEM.encodeToString(content) + "\n-----END " + type + "-----\n";
    }
}
