// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.transport.Transport;
import io.labnet.core.transport.tls.TlsClientOptions;
import io.labnet.core.transport.tls.TlsIdentity;
import io.labnet.core.transport.tls.TlsServerOptions;
import io.labnet.core.transport.tls.TlsTransport;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A self-signed certificate for tests, without names: clients know its fingerprint. */
record TestCertificate(TlsIdentity identity) {
    private static final Base64.Encoder PEM = Base64.getMimeEncoder();

    /** Writes a new certificate and its key to a directory. */
    static TestCertificate in(Path directory) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        Instant now = Instant.now();
        X500Name name = new X500Name("CN=labnet test");
        byte[] certificate = new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(now.minus(1, ChronoUnit.DAYS)),
                        Date.from(now.plus(1, ChronoUnit.DAYS)),
                        name,
                        pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                .getEncoded();
        return new TestCertificate(TlsIdentity.pem(
                write(directory.resolve("certificate.pem"), "CERTIFICATE", certificate),
                write(
                        directory.resolve("key.pem"),
                        "PRIVATE KEY",
                        pair.getPrivate().getEncoded())));
    }

    private static Path write(Path file, String type, byte[] content) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN " + type + "-----\n" + PEM.encodeToString(content) + "\n-----END " + type + "-----\n");
    }

    /** Returns TLS with this certificate over another transport. */
    Transport over(Transport inner) throws IOException {
        return new TlsTransport(
                inner,
                TlsServerOptions.of(identity),
                TlsClientOptions.defaults().withFingerprint(identity.fingerprint()));
    }
}
