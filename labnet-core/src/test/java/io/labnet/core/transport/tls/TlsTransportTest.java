// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.framing.Lines;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.core.session.Session;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.fault.FaultPlan;
import io.labnet.core.transport.fault.FaultTransport;
import io.labnet.core.transport.fault.StreamFaults;
import io.labnet.core.transport.internal.tls.KeyMaterial;
import io.labnet.core.transport.internal.tls.TestAuthority;
import io.labnet.core.transport.internal.tls.TlsSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTransportTest {
    private static final Endpoint AT = new Endpoint("localhost", 0);

    private final MemoryTransport memory = new MemoryTransport();
    private final BlockingQueue<String> refusals = new LinkedBlockingQueue<>();
    private final ServerOptions options = ServerOptions.defaults().withListener(new ServerListener() {
        @Override
        public void rejected(Peer peer, ProtocolException problem, byte[] bytes) {
            refusals.add(String.valueOf(problem.getMessage()));
        }
    });

    @TempDir
    private Path directory;

    private TestAuthority authority;
    private Path authorities;
    private TlsIdentity identity;

    @BeforeEach
    void makeCertificates() throws Exception {
        authority = new TestAuthority("an authority");
        authorities = TestAuthority.write(directory.resolve("ca.pem"), List.of(authority.certificate()));
        identity = write("server", authority.issue("localhost", 1));
    }

    private TlsIdentity write(String name, KeyMaterial material) throws Exception {
        return TlsIdentity.pem(
                TestAuthority.write(directory.resolve(name + ".pem"), material.chain()),
                TestAuthority.writeKey(directory.resolve(name + ".key"), material));
    }

    private TlsClientOptions trusting() {
        return TlsClientOptions.defaults().withCa(authorities);
    }

    private Server serve(TlsServerOptions server) throws IOException {
        return new TlsTransport(memory, server).serve(AT, peer -> echo(), options);
    }

    private static Conversation<String, String> echo() {
        return new Conversation<>(Lines.lf().framing(100).protocol("lines"), (line, out) -> out.send(line));
    }

    /** Returns the echo of a line. */
    private String ask(Server server, TlsClientOptions client) throws IOException {
        try (Connection connection = new TlsTransport(memory, client).connect(server.endpoint())) {
            connection.write(ByteBuffer.wrap("hello\n".getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer in = ByteBuffer.allocate(6);
            while (in.hasRemaining() && connection.read(in) != Boundary.END) {
                // Reads on.
            }
            return new String(in.array(), 0, in.position(), StandardCharsets.US_ASCII);
        }
    }

    private void assertFails(Server server, TlsClientOptions client, String atClient, String atServer)
            throws Exception {
        assertThatThrownBy(() -> ask(server, client))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining(atClient);
        assertThat(refusals.poll(60, TimeUnit.SECONDS)).contains(atServer);
        assertThatThrownBy(() -> new TlsTransport(memory, client)
                        .connect(server.endpoint(), echo(), ConnectOptions.defaults())
                        .awaitEnd())
                .isInstanceOf(SSLException.class)
                .hasMessageContaining(atClient);
        assertThat(refusals.poll(60, TimeUnit.SECONDS)).contains(atServer);
    }

    @Test
    void client_thatTrustsTheAuthority_isServed() throws Exception {
        try (Server server = serve(TlsServerOptions.of(identity).withAlpn("lines"))) {
            assertThat(ask(server, trusting().withAlpn("other", "lines"))).isEqualTo("hello\n");
            assertThat(ask(server, TlsClientOptions.defaults().withFingerprint(identity.fingerprint())))
                    .isEqualTo("hello\n");
            assertFails(server, trusting().withAlpn("other"), "(ALPN)", "");
        }
    }

    @Test
    void unknownAuthority_isRefused() throws Exception {
        Path other = TestAuthority.write(
                directory.resolve("other.pem"), List.of(new TestAuthority("another authority").certificate()));
        try (Server server = serve(TlsServerOptions.of(identity))) {
            assertFails(
                    server,
                    TlsClientOptions.defaults().withCa(other),
                    "the server's certificate is not trusted: it is signed by no trusted CA",
                    "the peer does not trust this side's certificate");
        }
    }

    @Test
    void otherName_isRefused() throws Exception {
        try (Server server = serve(TlsServerOptions.of(identity))) {
            assertFails(
                    server,
                    trusting().withServerName("elsewhere"),
                    "the server's certificate has another name",
                    "the peer does not trust this side's certificate");
        }
    }

    @Test
    void expiredCertificate_isRefused() throws Exception {
        KeyMaterial expired = authority.issue("localhost", -1);
        SSLContext context = Engines.context(expired.managers(), new TrustManager[0]);
        try (Server server = memory.serve(
                AT,
                peer -> {
                    SSLEngine engine = context.createSSLEngine();
                    engine.setUseClientMode(false);
                    return new TlsSession(echo(), engine);
                },
                options)) {
            assertFails(server, trusting(), "the server's certificate has expired", "certificate");
        }
        assertThatThrownBy(() -> serve(TlsServerOptions.of(write("expired", expired))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expired.pem is valid from ");
    }

    @Test
    void clientCertificate_isRequiredOrOptional() throws Exception {
        TlsIdentity client = write("client", authority.issue("client", 1));
        TlsServerOptions requiring = TlsServerOptions.of(identity).withClientCa(authorities);
        try (Server server = serve(requiring)) {
            assertThat(ask(server, trusting().withIdentity(client))).isEqualTo("hello\n");
            assertFails(
                    server, trusting(), "certificate", "the client sent no certificate, but this server requires one");
        }
        try (Server server = serve(TlsServerOptions.of(identity).withOptionalClientCa(authorities))) {
            assertThat(ask(server, trusting())).isEqualTo("hello\n");
        }
    }

    @Test
    void pkcs12_isRead() throws Exception {
        KeyMaterial material = authority.issue("localhost", 1);
        char[] password = "secret".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", material.key(), password, material.chain().toArray(Certificate[]::new));
        Path file = directory.resolve("server.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        try (Server server = serve(TlsServerOptions.of(TlsIdentity.pkcs12(file, password)))) {
            assertThat(ask(server, trusting())).isEqualTo("hello\n");
        }
        assertThatThrownBy(() -> TlsIdentity.pkcs12(file, "wrong".toCharArray()).fingerprint())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + " is not a PKCS#12 file with this password");
    }

    /** Such keys have an algorithm of their own in PKCS#8, unlike those of RSA that sign with PSS in TLS 1.3. */
    @Test
    void rsassaPssKey_isUsed() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("RSASSA-PSS").generateKeyPair();
        try (Server server = serve(TlsServerOptions.of(write("pss", authority.issue("localhost", 1, pair))))) {
            assertThat(ask(server, trusting())).isEqualTo("hello\n");
        }
    }

    @Test
    void changedFiles_areUsedAtTheNextHandshake_brokenOnesAreReported() throws Exception {
        AtomicLong clock = new AtomicLong();
        List<IOException> unusable = new ArrayList<>();
        ServerContext context = new ServerContext(TlsServerOptions.of(identity), unusable::add, clock::get);
        Server server = memory.serve(AT, peer -> new TlsSession(echo(), context.engine()), options);
        String old = identity.fingerprint();

        write("server", authority.issue("localhost", 2));
        String changed = identity.fingerprint();
        assertThat(ask(server, TlsClientOptions.defaults().withFingerprint(old)))
                .isEqualTo("hello\n");
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(ask(server, TlsClientOptions.defaults().withFingerprint(changed)))
                .isEqualTo("hello\n");

        Files.writeString(directory.resolve("server.pem"), "broken");
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(ask(server, TlsClientOptions.defaults().withFingerprint(changed)))
                .isEqualTo("hello\n");
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(ask(server, TlsClientOptions.defaults().withFingerprint(changed)))
                .isEqualTo("hello\n");
        assertThat(unusable).singleElement().satisfies(failure -> assertThat(failure)
                .hasMessageContaining("the changed TLS files are not used, the old ones stay: ")
                .hasMessageContaining("server.pem"));
        server.close();
    }

    @Test
    void serve_withoutCertificate_isRefused() {
        assertThatThrownBy(() -> new TlsTransport(memory, trusting()).serve(AT, peer -> echo()))
                .isInstanceOf(IllegalStateException.class);
    }

    /** The close_notify must not overtake output that the session holds. */
    @Test
    void delayedOutput_insideTls_isSent() throws Exception {
        FaultPlan delays = FaultPlan.seeded(1).withOutput(StreamFaults.none().withDelay(Duration.ofMillis(20)));
        Transport faulty = new FaultTransport(new TlsTransport(memory, TlsServerOptions.of(identity)), delays);
        Session<String, String> once = (line, out) -> {
            out.send(line);
            out.finish();
        };
        try (Server server = faulty.serve(
                AT, peer -> new Conversation<>(Lines.lf().framing(100).protocol("lines"), once), options)) {
            assertThat(ask(server, trusting())).isEqualTo("hello\n");
        }
    }

    @Test
    void hostThatIsNoName_isNotSentToTheServer() throws Exception {
        try (Server server = serve(TlsServerOptions.of(identity))) {
            assertFails(server, trusting().withServerName("db-.x"), "Illegal given domain name: db-.x", "");
        }
    }

    @Test
    void alpn_withoutName_isRefused() {
        assertThatThrownBy(() -> trusting().withAlpn("lines", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 255 characters, not 0");
    }

    @Test
    void fingerprint_ofAnotherForm_isRefused() {
        assertThatThrownBy(() -> trusting().withFingerprint("12:34"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 hex digits");
    }

    @Test
    void server_thatDoesNotUseTls_isNamed() throws Exception {
        try (Server server = memory.serve(AT, peer -> echo(), options)) {
            String reason = "the connection ended inside the TLS handshake, often because the server does not use TLS";
            assertThatThrownBy(() -> ask(server, trusting())).hasMessage(reason + " (the server closed it)");
            assertThatThrownBy(() -> new TlsTransport(memory, trusting())
                            .connect(server.endpoint(), echo(), ConnectOptions.defaults())
                            .awaitEnd())
                    .hasMessage(reason);
        }
    }
}
