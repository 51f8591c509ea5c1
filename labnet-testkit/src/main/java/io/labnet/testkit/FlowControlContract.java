// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.testkit.internal.Patience;
import io.labnet.testkit.internal.Recorder;
import io.labnet.testkit.internal.Speech;
import io.labnet.testkit.internal.TestProtocols;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The tests for a transport's servers with a peer that reads slowly or not at all: they buffer little for it, stop
 * reading from it, and serve the others. Extend it for your own transport; see also {@link ServerContract}.
 */
public abstract class FlowControlContract extends TransportFixture {
    private static final int PIECES = 32 * 32;

    private final Recorder recorder = new Recorder();

    /** Creates a suite. */
    protected FlowControlContract() {}

    @Test
    final void peerThatAnswersWhileItIsSentTo_isHeard() throws IOException {

        Speech speech = new Speech(PIECES, ReadPolicy.ALWAYS);
        Connection client = connect(serve(TestProtocols.PIECES, speech::onDemand));
        write(client, "!");
        write(client, "x".repeat(20_000));
        // None of the 32 MB has been read; the server must still have received everything.
        speech.awaitHeard(1 + 20_000);
        assertStream(client);
    }

    @Test
    final void slowReader_isNotBufferedFor() throws IOException {

        Speech speech = new Speech(PIECES, ReadPolicy.UNLESS_BEHIND);
        Server server = serve(
                TestProtocols.PIECES, speech::onDemand, ServerOptions.defaults().withLoops(1));
        Connection slow = connect(server);
        write(slow, "!");
        read(slow, 1);
        // While nobody reads, only what the transport buffers can have been sent. The same loop serves others.
        int before;
        do {
            before = speech.said();
            Connection other = connect(server);
            write(other, "?");
            assertThat(read(other, 1)).isEqualTo("?");
            other.close();
        } while (speech.said() > before + 4);
        assertThat(speech.said()).isLessThan(PIECES);
    }

    @Test
    final void slowReader_getsEverythingInTheEnd() throws IOException {

        Speech speech = new Speech(PIECES, ReadPolicy.UNLESS_BEHIND);
        Connection client = connect(serve(TestProtocols.PIECES, speech::onDemand));
        write(client, "!");
        assertStream(client);
        assertThat(speech.said()).isEqualTo(PIECES);
    }

    /** Tests a reader that reads more often than the server's timeout; the server sees larger, rarer steps. */
    @Test
    final void slowReader_isNotCutWhileItReads() throws IOException {
        Duration idle = Duration.ofMillis(100);
        int pieces = 128;

        Server server = serve(
                TestProtocols.PIECES,
                new Speech(pieces, ReadPolicy.UNLESS_BEHIND)::atOnce,
                ServerOptions.defaults().withIdle(idle));
        Connection client = connect(server);
        for (int sip = 0; sip < 80; sip++) {
            read(client, 1000);
            Patience.pass(idle.dividedBy(20));
        }
        ByteBuffer rest = ByteBuffer.allocate(pieces * Speech.PIECE);
        fill(client, rest);
        assertThat(rest.position()).isEqualTo(pieces * Speech.PIECE - 80 * 1000);
    }

    /** No timeout covers data in the system's buffers, so these must be small. */
    @Test
    final void peerThatNeverReads_isSaidLittle() throws IOException {

        Speech speech = new Speech(1000, ReadPolicy.UNLESS_BEHIND);
        Server server = serve(
                TestProtocols.PIECES,
                speech::atOnce,
                ServerOptions.defaults()
                        .withIdle(Duration.ofMillis(100))
                        .withStallTimeout(Duration.ofMillis(100))
                        .withListener(recorder));
        connect(server);
        assertThat(recorder.next()).isEqualTo("accepted");
        assertThat(recorder.next()).isEqualTo("timed out");
        assertThat(speech.said() * Speech.PIECE).isLessThan(1024 * 1024);
    }

    @Test
    final void peerThatNeverReads_isReadNoMore() throws IOException {
        Duration brief = Duration.ofMillis(500);
        Server server = serveEcho(
                ServerOptions.defaults().withIdle(brief).withStallTimeout(brief).withListener(recorder));
        Connection client = connect(server);
        ByteBuffer lines = ByteBuffer.wrap(
                "line of a client that does not read\n".repeat(1000).getBytes(StandardCharsets.US_ASCII));
        assertThat(recorder.next()).isEqualTo("accepted");
        try {
            // Without a bound this would not end; with one, the buffers fill up and the timeout expires.
            for (int i = 0; i < 100_000; i++) {
                client.write(lines.rewind());
            }
            throw new AssertionError("3.6 GB were taken from a client that reads nothing");
        } catch (IOException expected) {
            assertThat(recorder.next()).isEqualTo("timed out");
        }
    }

    private static void assertStream(Connection client) throws IOException {
        byte[] piece = new byte[Speech.PIECE];
        for (int i = 0; i < PIECES; i++) {
            ByteBuffer buffer = ByteBuffer.wrap(piece);
            while (buffer.hasRemaining()) {
                assertThat(client.read(buffer)).isNotEqualTo(Boundary.END);
            }
            byte[] expected = new byte[Speech.PIECE];
            Arrays.fill(expected, (byte) i);
            assertThat(piece).isEqualTo(expected);
        }
        assertThat(client.read(ByteBuffer.allocate(1))).isIn(Boundary.END, Boundary.PAUSE);
    }
}
