// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.tls;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.transport.internal.tls.KeyMaterial;
import io.labnet.core.transport.internal.tls.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIdentityTest {
    @TempDir
    private Path directory;

    private TestAuthority authority;
    private Path certificate;
    private Path key;

    @BeforeEach
    void makeFiles() throws Exception {
        authority = new TestAuthority("an authority");
        KeyMaterial material = authority.issue("localhost", 1);
        certificate = TestAuthority.write(directory.resolve("server.pem"), material.chain());
        key = TestAuthority.writeKey(directory.resolve("server.key"), material);
    }

    private void assertRefused(Path chain, Path privateKey, String reason) {
        assertThatThrownBy(() -> TlsIdentity.pem(chain, privateKey).fingerprint())
                .isInstanceOf(IOException.class)
                .hasMessage(reason);
    }

    @Test
    void keyOfAnotherCertificate_isNamed() throws Exception {
        TestAuthority.writeKey(key, authority.issue("localhost", 1));
        assertRefused(certificate, key, "the key in " + key + " does not match the certificate in " + certificate);
    }

    @Test
    void keyOfAnotherForm_isNamed() throws Exception {
        Files.writeString(key, "-----BEGIN EC PRIVATE KEY-----\nAA==\n-----END EC PRIVATE KEY-----\n");
        assertRefused(
                certificate,
                key,
                key + " has a key of the form 'EC PRIVATE KEY', not an unencrypted PKCS#8 key;"
                        + " convert it: openssl pkcs8 -topk8 -nocrypt -in " + key);
    }

    @Test
    void unreadableFiles_areExplainedWithoutClassNames() throws Exception {
        Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> TlsIdentity.pem(certificate, key).fingerprint())
                .hasMessageStartingWith(certificate + " has no readable PEM certificates: ")
                .hasMessageNotContainingAny("Exception", "java");
        Path other = Files.write(directory.resolve("other.p12"), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> TlsIdentity.pkcs12(other, new char[0]).fingerprint())
                .hasMessageStartingWith(other + " is not a PKCS#12 file with this password: ")
                .hasMessageNotContainingAny("Exception", "java", "null");
    }

    @Test
    void directory_isNamed() {
        assertRefused(directory, key, directory + " is a directory");
        assertRefused(certificate, directory, directory + " is a directory");
    }
}
