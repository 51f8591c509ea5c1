// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static io.labnet.core.session.Answer.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Protocol;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Listening;
import io.labnet.core.session.NotingSession;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.session.ToyProtocols;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The client's engine against real servers in memory. */
class BlockingEngineMemoryTest {
    private static final int PIECE = 32 * 1024;
    private static final int PIECES = 320;
    private static final Duration BRIEF = Duration.ofMillis(100);

    private final MemoryTransport transport = new MemoryTransport();
    private final NotingSession session = new NotingSession();

    @Test
    void bothSides_mayStreamAtOnce() throws IOException {
        Streaming client = new Streaming();
        Streaming there = new Streaming();
        try (Server server = serve(pieces(), there)) {
            BlockingEngine.run(connect(server, Duration.ofMinutes(1)), new Conversation<>(pieces(), client));
        }
        assertThat(client.heard).isEqualTo((long) PIECES * PIECE);
        assertThat(there.heard).isEqualTo((long) PIECES * PIECE);
    }

    @Test
    void serverThatNeverReads_isGivenUp() throws IOException {
        NotingSession deaf = new NotingSession();
        deaf.listening = Listening.NOT_NOW;
        // More than the pipe holds, and more than is kept before reading pauses.
        session.on("opened", send("x".repeat(1_000_000)));
        try (Server server = serve(ToyProtocols.LINES, deaf)) {
            Connection connection = connect(server, Duration.ofMinutes(1));
            assertThatThrownBy(() -> BlockingEngine.run(
                            connection, new Conversation<>(ToyProtocols.lines(BRIEF, BRIEF), session)))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("the peer took nothing for 100 ms");
            assertThatThrownBy(() -> connection.read(ByteBuffer.allocate(1))).isInstanceOf(IOException.class);
        }
        assertThat(session.told).containsExactly("opened", "closed");
    }

    @Test
    void serverThatNeverReads_isGivenUpAlsoByAClientThatListens() throws IOException {
        NotingSession deaf = new NotingSession();
        deaf.listening = Listening.NOT_NOW;
        session.listening = Listening.ALWAYS;
        session.on("opened", send("x".repeat(100_000)));
        try (Server server = serve(ToyProtocols.LINES, deaf)) {
            Connection connection = connect(server, BRIEF);
            assertThatThrownBy(() -> BlockingEngine.run(
                            connection, new Conversation<>(ToyProtocols.lines(BRIEF, BRIEF), session)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(session.told).containsExactly("opened", "timedOut", "closed");
    }

    @Test
    void separated_arrivesInMessagesOfItsOwn() throws IOException {
        NotingSession answering = new NotingSession().on("received 7|", send("13\n"));
        session.on("opened", send("FIBONACCI"), Outbox::separate, send("7"));
        session.on("received 13", Outbox::finish);
        try (Server server = serve(ToyProtocols.PAUSED, answering)) {
            BlockingEngine.run(connect(server, Duration.ofMinutes(1)), new Conversation<>(ToyProtocols.LINES, session));
        }
        assertThat(answering.told).startsWith("opened", "received FIBONACCI|", "received 7|");
        assertThat(session.told).contains("received 13");
    }

    private static Protocol<byte[], byte[]> pieces() {
        return new Protocol<>(
                "pieces",
                () -> (in, boundary) -> {
                    byte[] piece = new byte[in.remaining()];
                    in.get(piece);
                    return piece.length == 0 ? null : piece;
                },
                (piece, out) -> out.put(piece),
                PIECE);
    }

    private <I, O> Server serve(Protocol<I, O> protocol, Session<I, O> there) throws IOException {
        return transport.serve(
                new Endpoint("there", 0),
                peer -> new Conversation<>(protocol, there),
                ServerOptions.defaults().withDrain(BRIEF));
    }

    private Connection connect(Server server, Duration readTimeout) throws IOException {
        return transport.connect(server.endpoint(), ConnectOptions.defaults().withReadTimeout(readTimeout));
    }

    /** Says many pieces, whatever it hears meanwhile, and finishes when it has said and heard all. */
    private static final class Streaming implements Session<byte[], byte[]> {
        long heard;
        private int said;

        @Override
        public void opened(Outbox<byte[]> out) {
            say(out);
        }

        @Override
        public void received(byte[] piece, Outbox<byte[]> out) {
            heard += piece.length;
            finishWhenDone(out);
        }

        @Override
        public void drained(Outbox<byte[]> out) {
            say(out);
        }

        @Override
        public Listening listening() {
            return Listening.ALWAYS;
        }

        private void say(Outbox<byte[]> out) {
            if (said < PIECES) {
                said++;
                out.send(new byte[PIECE]);
            }
            finishWhenDone(out);
        }

        private void finishWhenDone(Outbox<byte[]> out) {
            if (said == PIECES && heard == (long) PIECES * PIECE) {
                out.finish();
            }
        }
    }
}
