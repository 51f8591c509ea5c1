// SPDX-License-Identifier: Apache-2.0
package io.labnet.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.transport.Transport;
import io.labnet.core.transport.tls.TlsClientOptions;
import io.labnet.core.transport.tls.TlsIdentity;
import io.labnet.core.transport.tls.TlsServerOptions;
import io.labnet.core.transport.tls.TlsTransport;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;

/** A key with a self-signed certificate, made by the JDK's keytool. Clients know its fingerprint. */
record TestKeys(Path file) {
    private static final String PASSWORD = "changeit";

    static TestKeys in(Path directory) throws Exception {
        Path file = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=labnet test",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        return new TestKeys(file);
    }

    private TlsIdentity identity() throws IOException {
        return TlsIdentity.pkcs12(file, PASSWORD.toCharArray());
    }

    /** Returns labnet's TLS with these keys over another transport. */
    Transport over(Transport inner) throws IOException {
        TlsIdentity identity = identity();
        return new TlsTransport(
                inner,
                TlsServerOptions.of(identity),
                TlsClientOptions.defaults().withFingerprint(identity.fingerprint()));
    }

    /** Returns Netty's TLS with these keys, for servers. */
    SslContext context() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        return SslContextBuilder.forServer(keys).build();
    }
}
