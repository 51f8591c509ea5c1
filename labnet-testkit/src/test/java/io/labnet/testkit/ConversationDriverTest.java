// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Group;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.testkit.internal.TestProtocols;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests sessions that reply, push, wait and do slow work, all on the calling thread. */
class ConversationDriverTest {
    private final List<String> done = new ArrayList<>();
    private final Group<String> room = new Group<>();

    /** A member of the room, which receives the lines of the others, and a ping after 10 silent seconds. */
    private final class Member implements Session<String, String> {
        @Override
        public void opened(Outbox<String> out) {
            room.join(out.remote());
            out.whenReadIdle(Duration.ofSeconds(10), then -> then.send("ping"));
        }

        @Override
        public void received(String line, Outbox<String> out) {
            if (line.equals("bye")) {
                out.finish();
            } else {
                room.send(line, out.remote());
            }
        }
    }

    /** Echoes each line twice, in two writes, and does slow work for a line that starts with "slow". */
    private final class Echo implements Session<String, String> {
        @Override
        public void received(String line, Outbox<String> out) {
            if (line.startsWith("slow")) {
                out.work(
                        () -> work(line), (result, then) -> then.send(result), (failure, then) -> then.send("refused"));
            } else if (line.equals("abort")) {
                out.abort();
            } else {
                out.send(line);
                out.flush();
                out.send(line);
            }
        }

        private String work(String line) {
            done.add(Thread.currentThread().isInterrupted() ? line + " interrupted" : line);
            return line;
        }

        @Override
        public void timedOut(Outbox<String> out) {
            out.send("too late");
        }

        @Override
        public void closed() {
            done.add("closed");
        }
    }

    private final ConversationDriver echo = new ConversationDriver(new Conversation<>(TestProtocols.LINES, new Echo()));
    private final ConversationDriver first = member();
    private final ConversationDriver second = member();

    @Test
    void settle_deliversMessagesOfAGroup() {
        assertThat(first.arrive("hello\n")).hasSaidNothing();
        assertThat(second).hasSaidNothing();
        assertThat(second.settle()).hasSent("hello\n");
        assertThat(first.settle()).hasSaidNothing().isOpen();
        assertThat(second.arrive("bye\n")).isFinished();
        assertThat(room.size()).isOne();
    }

    @Test
    void pass_firesTimers() {
        first.pass(Duration.ofSeconds(9)).arrive("here\n").pass(Duration.ofSeconds(9));
        assertThat(first).hasSaidNothing();
        assertThat(first.pass(Duration.ofSeconds(11))).hasSent("ping\n", "ping\n");
    }

    /** Each timer advances the time by a nanosecond. */
    @Test
    void timerWithoutDelay_canRestartItself() {
        Session<String, String> restless = new Session<>() {
            @Override
            public void opened(Outbox<String> out) {
                out.after(Duration.ZERO, this::opened);
                done.add("again");
            }

            @Override
            public void received(String line, Outbox<String> out) {}
        };
        new ConversationDriver(new Conversation<>(TestProtocols.LINES, restless)).pass(Duration.ofNanos(10));
        assertThat(done).hasSize(11);
    }

    @Test
    void negativeTimeOrCount_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> echo.pass(Duration.ofNanos(-1)))
                .withMessage("time PT-0.000000001S is negative");
        assertThatIllegalArgumentException().isThrownBy(() -> echo.read(-1)).withMessage("a peer can't read -1 bytes");
    }

    @Test
    void hasSent_checksTheWritesSinceThePreviousCheck() {
        assertThat(echo.arrive("one\n")).hasSent("one\n", "one\n").hasSaidNothing();
        assertThat(echo.arrive("two\n")).hasSent(bytes("two\n"), bytes("two\n"));
        assertThat(echo.arrive(TestProtocols.LINES.encoder(), "three", "four"))
                .hasSent(TestProtocols.LINES.decoders().get(), "three", "three", "four", "four");
        assertThat(echo.writes()).hasSize(8).startsWith("one\n");
        assertThat(echo.bytes()).startsWith('o', 'n', 'e', '\n').hasSize(38);
        assertThat(echo.messages(TestProtocols.LINES.decoders().get()))
                .hasSize(8)
                .endsWith("four");
    }

    @Test
    void endTimeoutAndDisconnection_reachTheSession() {
        assertThat(echo.arrive("ha")).isOpen();
        assertThat(echo.end()).hasRejected(Reason.TRUNCATED).isFinished();
        assertThat(member().timeOut()).isFinished();
        assertThat(echo.disconnect(null)).hasSaidNothing();
        assertThat(done).containsExactly("closed");
        ConversationDriver other = new ConversationDriver(new Conversation<>(TestProtocols.LINES, new Echo()));
        assertThat(other.arrive("abort\n")).isAborted();
    }

    @Test
    void timeOut_letsTheSessionSendALastMessage() {
        assertThat(echo.timeOut()).hasSent("too late\n").isFinished();
    }

    @Test
    void pause_reachesOnlyProtocolsWithPauses() {
        ConversationDriver bursts =
                new ConversationDriver(new Conversation<>(TestProtocols.BURSTS, (text, out) -> out.send(text)));

        assertThat(bursts.arrive("hel").arrive("lo")).hasSaidNothing();
        assertThat(bursts.pause()).hasSent("hello").isOpen();
        assertThat(bursts.arrive(bytes("you"), Boundary.PAUSE)).hasSent("you");
        assertThat(echo.arrive("x").pause()).hasSaidNothing().isOpen();
    }

    @Test
    void work_runsImmediatelyUnlessHeld() {
        assertThat(echo.arrive("slow 1\n")).hasSent("slow 1\n");

        assertThat(echo.holdWork().arrive("slow 2\nslow 3\nfast\n")).hasSaidNothing();
        assertThat(done).containsExactly("slow 1");
        assertThat(echo.releaseWork()).hasSent("slow 2\n");
        assertThat(echo.refuseWork()).hasSent("refused\nfast\n", "fast\n");
        assertThat(done).containsExactly("slow 1", "slow 2");
        assertThatIllegalStateException().isThrownBy(echo::releaseWork).withMessageContaining("holdWork()");
    }

    @Test
    void work_afterDisconnection_isInterruptedOrDropped() {
        assertThat(echo.holdWork().arrive("slow\n").interruptWork()).hasSaidNothing();
        assertThat(done).containsExactly("slow interrupted", "closed");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();

        done.clear();
        ConversationDriver other = new ConversationDriver(new Conversation<>(TestProtocols.LINES, new Echo()));
        assertThat(other.holdWork().arrive("slow\n").disconnect(null)).hasSaidNothing();
        assertThat(done).containsExactly("closed");
    }

    @Test
    void peerThatStopsReading_readsOnlyOnRequest() {
        assertThat(echo.stopReading().arrive("hello\n")).hasSaidNothing();
        assertThat(echo.read(4)).hasSent("hell");
        assertThat(echo.read(100)).hasSent("o\n");
        assertThat(echo.read(0)).hasSaidNothing();
        assertThat(echo.readAll()).hasSent("hello\n");
        assertThat(echo.arrive("more\n")).hasSent("more\n", "more\n");
    }

    @Test
    void failure_showsBytesInHexAndMessagesWithTheirBytes() {
        echo.arrive("a\n");
        assertThatThrownBy(() -> assertThat(echo).hasSent(bytes("b\n"), bytes("a\n")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the writes in hex")
                .hasMessageContaining("[\"62 0a\", \"61 0a\"]")
                .hasMessageContaining("[\"61 0a\", \"61 0a\"]");
        echo.arrive("a\n");
        assertThatThrownBy(() -> assertThat(echo)
                        .as("echo")
                        .hasSent(TestProtocols.LINES.decoders().get(), "a"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("echo: the messages in 61 0a 61 0a");
        echo.arrive("a\n");
        assertThatThrownBy(() -> assertThat(echo).hasSaidNothing()).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(echo).isFinished()).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(echo).hasRejected(Reason.MALFORMED)).isInstanceOf(AssertionError.class);
        echo.arrive("\0");
        assertThatThrownBy(() -> assertThat(echo).isOpen())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("after refusing its input: a NUL is not allowed in text");
        assertThatThrownBy(() -> assertThat(echo).hasSent("\0\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the writes, after refusing its input: a NUL is not allowed in text");
    }

    @Test
    void messagesThatTheDecoderRefuses_failWithTheirBytes() {
        echo.stopReading().arrive("half\n").read(2);

        assertThat(echo.messages(TestProtocols.LINES.decoders().get())).isEmpty();
        assertThatThrownBy(() ->
                        assertThat(echo).hasSent(TestProtocols.LINES.decoders().get(), "ha"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("refuses the session's output")
                .hasMessageContaining("68 61");
    }

    private static byte[] bytes(String text) {
        return LinesContractTest.bytes(text);
    }

    private ConversationDriver member() {
        return new ConversationDriver(new Conversation<>(TestProtocols.LINES, new Member()));
    }
}
