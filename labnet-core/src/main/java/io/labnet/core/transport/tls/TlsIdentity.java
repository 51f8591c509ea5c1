// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.tls;

import io.labnet.core.transport.internal.tls.FingerprintTrust;
import io.labnet.core.transport.internal.tls.KeyFiles;
import io.labnet.core.transport.internal.tls.KeyMaterial;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Objects;

/** Files with a certificate and its private key. They are read when a transport first needs them. Immutable. */
public final class TlsIdentity {
    private interface Reader {
        KeyMaterial read() throws IOException;
    }

    private final List<Path> files;
    private final Reader reader;

    private TlsIdentity(List<Path> files, Reader reader) {
        this.files = files;
        this.reader = reader;
    }

    /**
     * Names PEM files.
     *
     * @param chain the certificate, then those of its issuers without the root, if any
     * @param key the private key in PKCS#8, not encrypted
     * @return the identity
     */
    public static TlsIdentity pem(Path chain, Path key) {
        return new TlsIdentity(List.of(chain, key), () -> KeyFiles.pem(chain, key));
    }

    /**
     * Names a PKCS#12 file with one private key.
     *
     * @param file the file
     * @param password its password, copied
     * @return the identity
     */
    public static TlsIdentity pkcs12(Path file, char[] password) {
        Objects.requireNonNull(file, "file");
        char[] copy = password.clone();
        return new TlsIdentity(List.of(file), () -> KeyFiles.pkcs12(file, copy));
    }

    /**
     * Reads the files and returns the fingerprint of the certificate, for {@link TlsClientOptions#withFingerprint}.
     *
     * @return the SHA-256 digest as 32 pairs of hex digits with colons, as {@code openssl x509} prints it
     * @throws IOException if a file can't be read, the key does not match the certificate, or the certificate is not
     *     valid now; the message names the file and the reason
     */
    public String fingerprint() throws IOException {
        try {
            return FingerprintTrust.of(read().chain().get(0));
        } catch (CertificateException e) {
            throw new IOException("the certificate can't be encoded", e);
        }
    }

    KeyMaterial read() throws IOException {
        return reader.read();
    }

    List<Path> files() {
        return files;
    }
}
