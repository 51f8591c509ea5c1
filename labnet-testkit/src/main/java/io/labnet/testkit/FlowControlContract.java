// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.testkit.internal.LongOutput;
import io.labnet.testkit.internal.Recorder;
import io.labnet.testkit.internal.TestProtocols;
import io.labnet.testkit.internal.TestTimeout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The tests for a transport's servers with a peer that reads slowly or not at all: the servers must buffer little for
 * this peer, stop reading from it, and serve the others. Extend it for your own transport; see also
 * {@link ServerContract}.
 */
public abstract class FlowControlContract extends TransportFixture {
    private static final int PIECES = 32 * 32;

    private final Recorder recorder = new Recorder();

    /** Creates a suite. */
    protected FlowControlContract() {}

    @Test
    final void peerThatReadsNothing_itsInputIsReceived() throws IOException {

        LongOutput output = new LongOutput(PIECES, ReadPolicy.ALWAYS);
        Connection client = connect(serve(TestProtocols.PIECES, output::onDemand));
        write(client, "!");
        write(client, "x".repeat(20_000));
        // The client has read none of the 32 MB, but the server must still receive all input of the client.
        output.awaitReceived(1 + 20_000);
        assertStream(client);
    }

    @Test
    final void slowReader_outputIsNotBuffered() throws IOException {

        LongOutput output = new LongOutput(PIECES, ReadPolicy.UNLESS_BEHIND);
        Server server = serve(
                TestProtocols.PIECES, output::onDemand, ServerOptions.defaults().withLoops(1));
        Connection slow = connect(server);
        write(slow, "!");
        read(slow, 1);
        // The slow client reads nothing more, so output stops when the transport's buffers are full. The loop must
        // still serve other clients.
        int before;
        do {
            before = output.sentPieces();
            Connection other = connect(server);
            write(other, "?");
            assertThat(read(other, 1)).isEqualTo("?");
            other.close();
        } while (output.sentPieces() > before + 4);
        assertThat(output.sentPieces()).isLessThan(PIECES);
    }

    @Test
    final void slowReader_receivesEverything() throws IOException {

        LongOutput output = new LongOutput(PIECES, ReadPolicy.UNLESS_BEHIND);
        Connection client = connect(serve(TestProtocols.PIECES, output::onDemand));
        write(client, "!");
        assertStream(client);
        assertThat(output.sentPieces()).isEqualTo(PIECES);
    }

    /**
     * The client reads little at a time, but often enough that the timeout must not expire. The server notices these
     * reads only rarely: when they have freed enough space for its next write.
     */
    @Test
    final void slowReader_isNotDisconnectedWhileItReads() throws IOException {
        Duration idle = Duration.ofMillis(100);
        int pieces = 128;

        Server server = serve(
                TestProtocols.PIECES,
                new LongOutput(pieces, ReadPolicy.UNLESS_BEHIND)::immediately,
                ServerOptions.defaults().withIdle(idle));
        Connection client = connect(server);
        for (int sip = 0; sip < 80; sip++) {
            read(client, 1000);
            TestTimeout.pass(idle.dividedBy(20));
        }
        ByteBuffer rest = ByteBuffer.allocate(pieces * LongOutput.PIECE);
        fill(client, rest);
        assertThat(rest.position()).isEqualTo(pieces * LongOutput.PIECE - 80 * 1000);
    }

    /** No timeout covers data that is already in the system's buffers, so these buffers must be small. */
    @Test
    final void peerThatNeverReads_isSentLittle() throws IOException {

        LongOutput output = new LongOutput(1000, ReadPolicy.UNLESS_BEHIND);
        Server server = serve(
                TestProtocols.PIECES,
                output::immediately,
                ServerOptions.defaults()
                        .withIdle(Duration.ofMillis(100))
                        .withStallTimeout(Duration.ofMillis(100))
                        .withListener(recorder));
        connect(server);
        assertThat(recorder.next()).isEqualTo("accepted");
        assertThat(recorder.next()).isEqualTo("timed out");
        assertThat(output.sentPieces() * LongOutput.PIECE).isLessThan(1024 * 1024);
    }

    @Test
    final void peerThatNeverReads_serverStopsReadingFromIt() throws IOException {
        Duration brief = Duration.ofMillis(500);
        Server server = serveEcho(
                ServerOptions.defaults().withIdle(brief).withStallTimeout(brief).withListener(recorder));
        Connection client = connect(server);
        ByteBuffer lines = ByteBuffer.wrap(
                "line of a client that does not read\n".repeat(1000).getBytes(StandardCharsets.US_ASCII));
        assertThat(recorder.next()).isEqualTo("accepted");
        try {
            // The buffers fill up, and then the server's timeout expires.
            for (int i = 0; i < 100_000; i++) {
                client.write(lines.rewind());
            }
            throw new AssertionError("the server read 3.6 GB from a client that reads nothing");
        } catch (IOException expected) {
            assertThat(recorder.next()).isEqualTo("timed out");
        }
    }

    private static void assertStream(Connection client) throws IOException {
        byte[] piece = new byte[LongOutput.PIECE];
        for (int i = 0; i < PIECES; i++) {
            ByteBuffer buffer = ByteBuffer.wrap(piece);
            while (buffer.hasRemaining()) {
                assertThat(client.read(buffer)).isNotEqualTo(Boundary.END);
            }
            byte[] expected = new byte[LongOutput.PIECE];
            Arrays.fill(expected, (byte) i);
            assertThat(piece).isEqualTo(expected);
        }
        assertThat(client.read(ByteBuffer.allocate(1))).isIn(Boundary.END, Boundary.PAUSE);
    }
}
