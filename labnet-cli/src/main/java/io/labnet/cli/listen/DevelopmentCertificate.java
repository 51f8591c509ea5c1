// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.listen;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.labnet.core.transport.tls.TlsIdentity;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.Objects;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A self-signed certificate for {@code --tls} without a certificate. It is made once and kept in a file, so that its
 * fingerprint stays the same; the key is in a file beside it, which only its owner may read.
 */
public final class DevelopmentCertificate {
    private static final int SERIAL_BITS = 64;
    private static final int DAYS = 3650;
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private DevelopmentCertificate() {}

    /** Returns the default file, in the user's configuration directory. */
    static Path defaultFile() {
        String configuration = System.getenv("XDG_CONFIG_HOME");
        Path directory = configuration == null || configuration.isEmpty()
                ? Path.of(Objects.requireNonNullElse(System.getProperty("user.home"), ""), ".config")
                : Path.of(configuration);
        return directory.resolve("labnet").resolve("tls.pem");
    }

    /**
     * Returns the certificate of a file; makes both files if the certificate is missing.
     *
     * @param file the PEM file of the certificate; its key is in a file beside it
     * @return the certificate and its key
     * @throws IOException if the files can't be read or made, or there is a key without a certificate
     */
    public static TlsIdentity at(Path file) throws IOException {
        Path key = file.resolveSibling(file.getFileName() + ".key");
        if (!Files.exists(file)) {
            try {
                makeMissing(file.toAbsolutePath(), key.toAbsolutePath());
            } catch (GeneralSecurityException | OperatorCreationException e) {
                throw new IOException("no certificate can be made: " + e.getMessage(), e);
            }
        }
        return TlsIdentity.pem(file, key);
    }

    /** Makes the files, unless another server does so at the same time, which locks the file of the key. */
    @SuppressWarnings("try") // The lock is only held.
    private static synchronized void makeMissing(Path file, Path key)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        Path directory = file.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        try (FileChannel out = FileChannel.open(key, Set.of(CREATE, WRITE), ownerOnly(key));
                FileLock lock = out.lock()) {
            if (Files.exists(file)) {
                return;
            }
            if (out.size() > 0) {
                throw new IOException(
                        "the key " + key + " exists without this certificate: remove it, or choose another file");
            }
            make(file, out);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void make(Path file, FileChannel key)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=labnet development");
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS),
                // A day ago, because the clock of a client may be slow.
                Date.from(now.minus(1, ChronoUnit.DAYS)),
                Date.from(now.plus(DAYS, ChronoUnit.DAYS)),
                name,
                pair.getPublic());
        certificate.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "::1")
        }));
        byte[] signed = certificate
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                .getEncoded();
        // The certificate comes last, and complete: it is there only if its key is.
        key.write(pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        Path temporary = Files.createTempFile(file.getParent(), ".tls-", ".tmp");
        try {
            Files.write(temporary, pem("CERTIFICATE", signed).array());
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static ByteBuffer pem(String type, byte[] content) {
        String text = "-----BEGIN " + type + "-----\n" + PEM.encodeToString(content) + "\n-----END " + type + "-----\n";
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
