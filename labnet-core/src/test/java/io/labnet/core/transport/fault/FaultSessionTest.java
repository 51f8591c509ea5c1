// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Protocol;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.FilterByteSession;
import io.labnet.core.session.ManualEngine;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.session.Session;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FaultSessionTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final StreamFaults NONE = StreamFaults.none();
    private static final Protocol<byte[], byte[]> PIECES = new Protocol<>(
            "pieces",
            () -> (in, boundary) -> {
                byte[] piece = new byte[in.remaining()];
                in.get(piece);
                return piece;
            },
            (piece, out) -> out.put(piece),
            100_000);

    private final ManualEngine engine = new ManualEngine();
    private final List<String> received = new ArrayList<>();
    private final Echo echo = new Echo();

    /** Echoes pieces of input. */
    private static final class Echo implements Session<byte[], byte[]> {
        private ReadPolicy readPolicy = ReadPolicy.ALWAYS;
        private String greeting = "";

        @Override
        public void opened(Outbox<byte[]> out) {
            out.send(bytes(greeting));
        }

        @Override
        public void received(byte[] message, Outbox<byte[]> out) {
            out.send(message);
        }

        @Override
        public void inputEnded(Outbox<byte[]> out) {
            out.finish();
        }

        @Override
        public ReadPolicy readPolicy() {
            return readPolicy;
        }
    }

    /** Records what the wrapped session receives. */
    private final class Recording extends FilterByteSession {
        Recording(ByteSession inner) {
            super(inner);
        }

        @Override
        public void receive(ByteBuffer in, Boundary boundary) {
            received.add(text(in) + (boundary == Boundary.MORE ? "" : "|" + boundary));
            super.receive(in, boundary);
        }

        @Override
        public void disconnected(@Nullable Throwable cause) {
            received.add("disconnected " + (cause == null ? "in order" : cause.getMessage()));
        }
    }

    private FaultSession open(FaultPlan plan) {
        FaultSession session = new FaultSession(new Recording(new Conversation<>(PIECES, echo)), plan, 1);
        session.attach(engine);
        session.open(1000);
        return session;
    }

    private FaultSession openIn(StreamFaults input) {
        return open(FaultPlan.seeded(1).withInput(input));
    }

    private FaultSession openOut(StreamFaults output) {
        return open(FaultPlan.seeded(1).withOutput(output));
    }

    private static void receive(ByteSession session, String text, Boundary boundary) {
        ByteBuffer in = ByteBuffer.wrap(bytes(text));
        session.receive(in, boundary);
        assertThat(in.hasRemaining()).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.US_ASCII.decode(bytes.duplicate()).toString();
    }

    /** Writes what can be written now. Returns the writes, separated by spaces. */
    private static String write(ByteSession session) {
        StringBuilder written = new StringBuilder();
        while (session.unsent().hasRemaining()) {
            assertThat(session.unsent().isReadOnly() || !session.unsent().isDirect())
                    .isTrue();
            written.append(written.isEmpty() ? "" : " ").append(text(session.unsent()));
            session.sent(session.unsent().remaining());
        }
        return written.toString();
    }

    @Test
    void split_cutsInputAndOutput() {
        FaultSession session = open(FaultPlan.seeded(1).withBoth(NONE.withSplit(1)));
        receive(session, "abc", Boundary.PAUSE);
        assertThat(received).containsExactly("a", "b", "c|PAUSE");
        assertThat(write(session)).isEqualTo("a b c");
    }

    @Test
    void delayedInput_keepsPauseAndEndInOrder() {
        FaultSession session = openIn(NONE.withDelay(SECOND));
        receive(session, "a", Boundary.MORE);
        receive(session, "b", Boundary.PAUSE);
        engine.pass(SECOND.dividedBy(2));
        receive(session, "", Boundary.END);
        assertThat(received).isEmpty();
        assertThat(session.holdsBytes()).isTrue();
        assertThat(session.bufferedBytes()).isPositive();
        engine.pass(SECOND.dividedBy(2));
        assertThat(received).containsExactly("ab|PAUSE");
        assertThat(session.closing()).isEqualTo(Closing.NO);
        engine.pass(SECOND.dividedBy(2));
        assertThat(received).containsExactly("ab|PAUSE", "|END");
        assertThat(session.closing()).isEqualTo(Closing.FINISH);
        assertThat(session.holdsBytes()).isFalse();
    }

    @Test
    void jitter_keepsTheOrder() {
        FaultSession session = openIn(NONE.withJitter(SECOND));
        for (char letter = 'a'; letter <= 'z'; letter++) {
            receive(session, String.valueOf(letter), Boundary.MORE);
            engine.pass(Duration.ofMillis(1));
        }
        engine.pass(SECOND);
        assertThat(String.join("", received)).isEqualTo("abcdefghijklmnopqrstuvwxyz");
    }

    @Test
    void coalescing_joinsInput() {
        FaultSession session = openIn(NONE.withCoalescing(SECOND));
        receive(session, "a", Boundary.MORE);
        engine.pass(SECOND.dividedBy(2));
        receive(session, "b", Boundary.MORE);
        engine.pass(SECOND.dividedBy(2));
        receive(session, "c", Boundary.MORE);
        assertThat(received).containsExactly("ab");
        engine.pass(SECOND);
        assertThat(received).containsExactly("ab", "c");
    }

    @Test
    void delayedOutput_isWrittenLater() {
        FaultSession session = openOut(NONE.withDelay(SECOND));
        receive(session, "ab", Boundary.MORE);
        assertThat(write(session)).isEmpty();
        assertThat(session.holdsBytes()).isTrue();
        engine.pass(SECOND);
        assertThat(write(session)).isEqualTo("ab");
        assertThat(session.holdsBytes()).isFalse();
        assertThat(engine.timers()).isZero();
    }

    @Test
    void bandwidth_spreadsOutput() {
        FaultSession session = openOut(NONE.withBandwidth(2));
        receive(session, "abc", Boundary.MORE);
        assertThat(write(session)).isEqualTo("a");
        engine.pass(SECOND.dividedBy(2));
        assertThat(write(session)).isEqualTo("b");
        engine.pass(SECOND.dividedBy(2));
        assertThat(write(session)).isEqualTo("c");
    }

    @Test
    void stall_stopsOnceAfterTheBytes() {
        FaultSession session = openIn(NONE.withStall(2, SECOND));
        receive(session, "ab", Boundary.MORE);
        engine.pass(SECOND.multipliedBy(5));
        receive(session, "cd", Boundary.MORE);
        assertThat(received).containsExactly("ab");
        engine.pass(SECOND);
        receive(session, "e", Boundary.MORE);
        assertThat(received).containsExactly("ab", "cd", "e");
    }

    @Test
    void drop_discardsTheRest() {
        FaultSession session =
                open(FaultPlan.seeded(1).withInput(NONE.withDropAfter(5)).withOutput(NONE.withDropAfter(3)));
        receive(session, "abcd", Boundary.MORE);
        assertThat(write(session)).isEqualTo("abc");
        receive(session, "efgh", Boundary.MORE);
        receive(session, "ij", Boundary.MORE);
        assertThat(received).containsExactly("abcd", "e");
        assertThat(write(session)).isEmpty();
        assertThat(session.holdsBytes()).isFalse();
        assertThat(session.closing()).isEqualTo(Closing.NO);
        receive(session, "k", Boundary.END);
        assertThat(received).containsExactly("abcd", "e", "|END");
    }

    @Test
    void reset_abortsAfterTheBytes() {
        FaultSession session = openOut(NONE.withResetAfter(3));
        receive(session, "abcd", Boundary.MORE);
        assertThat(session.closing()).isEqualTo(Closing.NO);
        assertThat(write(session)).isEqualTo("abc");
        assertThat(session.closing()).isEqualTo(Closing.ABORT);
        session.disconnected(null);
        assertThat(received).last().isEqualTo("disconnected reset on purpose after 3 bytes of output");
        assertThat(session.failure()).isInstanceOf(SocketException.class);
    }

    @Test
    void reset_ofInput_passesTheBytesBefore() {
        FaultSession session = openIn(NONE.withResetAfter(3));
        receive(session, "abcd", Boundary.MORE);
        assertThat(received).containsExactly("abc");
        assertThat(session.closing()).isEqualTo(Closing.ABORT);
    }

    @Test
    void end_ofOutput_discardsTheRestAndReceives() {
        echo.greeting = "hello";
        FaultSession session = openOut(NONE.withEndAfter(3));
        assertThat(session.closing()).isEqualTo(Closing.NO);
        assertThat(write(session)).isEqualTo("hel");
        assertThat(session.closing()).isEqualTo(Closing.FINISH);
        assertThat(session.holdsBytes()).isFalse();
        receive(session, "still read", Boundary.MORE);
        assertThat(received).containsExactly("still read");
        assertThat(write(session)).isEmpty();
    }

    @Test
    void end_ofInput_isReceivedOnce() {
        FaultSession session = openIn(NONE.withEndAfter(3));
        receive(session, "abcd", Boundary.END);
        assertThat(received).containsExactly("abc", "|END");
    }

    @Test
    void end_ofInputAfterNothing_isReceivedAtTheBeginning() {
        openIn(NONE.withEndAfter(0));
        assertThat(received).containsExactly("|END");
    }

    @Test
    void corruptByte_flipsOneBit() {
        FaultSession session = open(FaultPlan.seeded(1).withBoth(NONE.withCorruptByte(1)));
        ByteBuffer in = ByteBuffer.wrap(bytes("abc")).asReadOnlyBuffer();
        session.receive(in, Boundary.MORE);
        String got = received.get(0);
        assertThat(got).startsWith("a").endsWith("c");
        assertThat(Integer.bitCount(got.charAt(1) ^ 'b')).isEqualTo(1);
        String written = write(session);
        assertThat(Integer.bitCount(written.charAt(1) ^ got.charAt(1))).isEqualTo(1);
    }

    @Test
    void corruption_isTheSameHoweverBytesArrive() {
        StreamFaults often = NONE.withCorruption(0.1);
        FaultSession whole = openIn(often);
        receive(whole, "x".repeat(1000), Boundary.MORE);
        String expected = received.remove(0);
        assertThat(expected.replace("x", "").length()).isBetween(50, 150);
        FaultSession parts = openIn(often);
        for (int i = 0; i < 1000; i++) {
            receive(parts, "x", Boundary.MORE);
        }
        assertThat(String.join("", received)).isEqualTo(expected);
    }

    @Test
    void inputBeyondTheBound_isNotRead() {
        FaultSession session = openIn(NONE.withDelay(SECOND));
        receive(session, "x".repeat(64 * 1024), Boundary.MORE);
        assertThat(session.wantsInput()).isFalse();
        engine.pass(SECOND);
        assertThat(session.wantsInput()).isTrue();
    }

    @Test
    void input_waitsUntilTheSessionWantsIt() {
        FaultSession session = openIn(NONE.withDelay(SECOND));
        receive(session, "a", Boundary.MORE);
        echo.readPolicy = ReadPolicy.NOT_NOW;
        engine.pass(SECOND);
        assertThat(received).isEmpty();
        echo.readPolicy = ReadPolicy.ALWAYS;
        session.delayElapsed();
        assertThat(received).containsExactly("a");
    }

    @Test
    void disconnected_endsTheTimers() {
        FaultSession session = openIn(NONE.withDelay(SECOND));
        receive(session, "a", Boundary.MORE);
        session.disconnected(null);
        assertThat(engine.timers()).isZero();
        assertThat(received).containsExactly("disconnected in order");
    }

    @Test
    void withoutEngine_delaysAreIgnored() {
        FaultSession session = new FaultSession(
                new Recording(new Conversation<>(PIECES, echo)),
                FaultPlan.seeded(1).withBoth(NONE.withDelay(SECOND).withBandwidth(1)),
                1);
        session.open(1000);
        receive(session, "ab", Boundary.MORE);
        assertThat(write(session)).isEqualTo("a b");
    }
}
