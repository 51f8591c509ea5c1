// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.framing.Lines;
import io.labnet.core.session.Conversation;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.internal.tls.KeyMaterial;
import io.labnet.core.transport.internal.tls.TestAuthority;
import io.labnet.core.transport.internal.tls.TlsConnection;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TlsConnectionTest {
    @TempDir
    private Path directory;

    @Test
    @Timeout(60)
    void close_doesNotWaitForAPeerThatReadsNothing() throws Exception {
        KeyMaterial material = new TestAuthority("an authority").issue("localhost", 1);
        TlsIdentity identity = TlsIdentity.pem(
                TestAuthority.write(directory.resolve("server.pem"), material.chain()),
                TestAuthority.writeKey(directory.resolve("server.key"), material));
        TlsClientOptions pinned = TlsClientOptions.defaults().withFingerprint(identity.fingerprint());
        MemoryTransport memory = new MemoryTransport();
        try (Server server = new TlsTransport(memory, TlsServerOptions.of(identity))
                .serve(
                        new Endpoint("localhost", 0),
                        peer -> new Conversation<>(
                                Lines.lf().framing(100).protocol("lines"), (line, out) -> out.send(line)))) {
            FillingConnection inner = new FillingConnection(memory.connect(server.endpoint()));
            TlsConnection connection =
                    TlsConnection.connect(inner, new ClientContext(pinned).engine("localhost"), Duration.ofMinutes(1));
            inner.full = true;

            connection.close();

            assertThat(inner.closed.getCount()).isZero();
        }
    }

    /** A connection whose writes, once it is full, wait until it is closed. */
    private static final class FillingConnection implements Connection {
        private final Connection inner;
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile boolean full;

        FillingConnection(Connection inner) {
            this.inner = inner;
        }

        @Override
        public Boundary read(ByteBuffer into, Duration timeout) throws IOException {
            return inner.read(into, timeout);
        }

        @Override
        public Duration readTimeout() {
            return inner.readTimeout();
        }

        @Override
        public void write(ByteBuffer from) throws IOException {
            if (!full) {
                inner.write(from);
                return;
            }
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
            throw new SocketException("the connection is closed");
        }

        @Override
        public void finish() throws IOException {
            inner.finish();
        }

        @Override
        public void close() {
            closed.countDown();
            inner.close();
        }

        @Override
        public void abort() {
            inner.abort();
        }
    }
}
