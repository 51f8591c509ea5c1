// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Server;
import io.labnet.testkit.internal.Background;
import io.labnet.testkit.internal.TestTimeout;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The tests for the client's end of a transport's connections: how it reads, waits, finishes and closes. Extend it for
 * your own transport, together with {@link TransportContract}.
 */
public abstract class ConnectionContract extends TransportFixture {
    /** Creates a suite. */
    protected ConnectionContract() {}

    @Test
    final void close_unblocksABlockedRead() throws Exception {
        Connection client = connectToEcho();
        Background reader = new Background(() -> client.read(ByteBuffer.allocate(1)));
        reader.awaitBlocked("read");
        client.close();
        assertThat(reader.outcome()).isInstanceOf(IOException.class);
    }

    @Test
    final void close_calledTwice_laterCallsFail() throws IOException {
        Server server = serveEcho();
        Connection closed = connect(server);
        closed.close();
        closed.close();
        Connection aborted = connect(server);
        aborted.abort();
        for (Connection client : List.of(closed, aborted)) {
            assertThatThrownBy(() -> client.read(ByteBuffer.allocate(1))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> write(client, "x")).isInstanceOf(IOException.class);
            assertThatThrownBy(client::finish).isInstanceOf(IOException.class);
            assertThatThrownBy(client::pause).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> client.write(ByteBuffer.allocate(0))).isInstanceOf(IOException.class);
        }
    }

    @Test
    final void finish_calledTwice_laterWritesFail() throws IOException {
        Connection client = connectToEcho();
        client.write(ByteBuffer.allocate(0));
        client.finish();
        client.finish();
        assertThatThrownBy(client::pause).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> client.write(ByteBuffer.allocate(0))).isInstanceOf(IOException.class);
        assertThat(readAll(client)).isEmpty();
    }

    @Test
    final void read_afterTimeout_canBeRepeated() throws IOException {
        Server server = serveEcho();
        Connection client = connect(server, ConnectOptions.defaults().withReadTimeout(Duration.ofMillis(20)));
        assertThatThrownBy(() -> client.read(ByteBuffer.allocate(1))).isInstanceOf(SocketTimeoutException.class);
        write(client, "still here\n");
        StringBuilder got = new StringBuilder();
        while (got.length() < "still here\n".length()) {
            got.append(readIfThere(client));
        }
        assertThat(got).hasToString("still here\n");
    }

    @Test
    final void read_withTimeout_overridesTheDefault() throws IOException {
        Connection client = connectToEcho();
        assertThat(client.readTimeout()).isEqualTo(TestTimeout.LIMIT);
        ByteBuffer in = ByteBuffer.allocate(1);
        Duration moment = Duration.ofMillis(20);
        long began = System.nanoTime();
        assertThatThrownBy(() -> client.read(in, moment)).isInstanceOf(SocketTimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(moment, TestTimeout.LIMIT);
        assertThatThrownBy(() -> client.read(in, Duration.ofNanos(1))).isInstanceOf(SocketTimeoutException.class);
        write(client, "x\n");
        assertThat(client.read(in, TestTimeout.LIMIT)).isEqualTo(Boundary.MORE);
        for (Duration none : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
            assertThatThrownBy(() -> client.read(in.clear(), none)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static String readIfThere(Connection client) throws IOException {
        try {
            return read(client, 1);
        } catch (SocketTimeoutException e) {
            return "";
        }
    }

    @Test
    final void read_intoFullBuffer_isRefused() throws IOException {
        Connection client = connectToEcho();
        assertThatThrownBy(() -> client.read(ByteBuffer.allocate(0))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    final void read_intoReadOnlyBuffer_losesNothing() throws IOException {
        Connection client = connectToEcho();
        write(client, "still here\n");
        for (ByteBuffer in : List.of(ByteBuffer.allocate(1), ByteBuffer.allocateDirect(1))) {
            assertThatThrownBy(() -> client.read(in.asReadOnlyBuffer()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the buffer to read into is read-only");
        }
        assertThat(readLine(client)).isEqualTo("still here");
    }

    @Test
    final void connection_acceptsDirectAndReadOnlyBuffers() throws IOException {
        Connection client = connectToEcho();
        ByteBuffer direct = ByteBuffer.allocateDirect(8)
                .put("direct\n".getBytes(StandardCharsets.US_ASCII))
                .flip();
        client.write(direct);
        client.write(ByteBuffer.wrap(new byte[] {'o', 'k', '\n'}).asReadOnlyBuffer());
        assertThat(direct.hasRemaining()).isFalse();
        ByteBuffer in = ByteBuffer.allocateDirect(10);
        while (in.hasRemaining()) {
            client.read(in);
        }
        byte[] got = new byte[10];
        in.flip().get(got);
        assertThat(got).asString().isEqualTo("direct\nok\n");
    }
}
