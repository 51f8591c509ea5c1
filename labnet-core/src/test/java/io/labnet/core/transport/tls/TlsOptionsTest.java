// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.tls;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.transport.internal.tls.KeyMaterial;
import io.labnet.core.transport.internal.tls.TestAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsOptionsTest {
    @TempDir
    private Path directory;

    private Path authorities;
    private Path missing;
    private TlsIdentity identity;

    @BeforeEach
    void makeFiles() throws Exception {
        TestAuthority authority = new TestAuthority("an authority");
        authorities = TestAuthority.write(directory.resolve("ca.pem"), List.of(authority.certificate()));
        KeyMaterial material = authority.issue("localhost", 1);
        identity = TlsIdentity.pem(
                TestAuthority.write(directory.resolve("own.pem"), material.chain()),
                TestAuthority.writeKey(directory.resolve("own.key"), material));
        missing = directory.resolve("missing");
    }

    private void assertMissing(ThrowingCallable check) {
        assertThatThrownBy(check).isInstanceOf(IOException.class).hasMessage(missing + " does not exist");
    }

    @Test
    void checkFiles_ofClients_readsAllFiles() {
        TlsClientOptions options = TlsClientOptions.defaults();
        assertThatCode(options::checkFiles).doesNotThrowAnyException();
        assertThatCode(options.withCa(authorities).withIdentity(identity)::checkFiles)
                .doesNotThrowAnyException();
        assertMissing(options.withCa(missing)::checkFiles);
        assertMissing(options.withIdentity(TlsIdentity.pem(missing, missing))::checkFiles);
    }

    @Test
    void checkFiles_ofServers_readsAllFiles() {
        TlsServerOptions options = TlsServerOptions.of(identity);
        assertThatCode(options::checkFiles).doesNotThrowAnyException();
        assertThatCode(options.withClientCa(authorities)::checkFiles).doesNotThrowAnyException();
        assertMissing(options.withClientCa(missing)::checkFiles);
        assertMissing(TlsServerOptions.of(TlsIdentity.pem(missing, missing))::checkFiles);
    }
}
