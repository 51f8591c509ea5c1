// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Protocol;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Switching to another protocol within one conversation. */
class SwitchToTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Messages are one digit each; the session doubles them. */
    private static final Protocol<Integer, Integer> NUMBERS = new Protocol<>(
            "numbers",
            () -> (ByteBuffer in, Boundary boundary) -> in.hasRemaining() ? in.get() - '0' : null,
            (Integer number, ByteSink out) -> out.put('0' + number),
            1,
            false,
            SECOND,
            SECOND);

    private final List<String> events = new ArrayList<>();
    private final RecordingSession lines = new RecordingSession();
    private final ManualConversation driven = ManualConversation.lines(lines);
    private @Nullable Remote<String> remote;

    private final Session<Integer, Integer> numbers = new Session<>() {
        @Override
        public void opened(Outbox<Integer> out) {
            events.add("opened");
            out.send(7);
        }

        @Override
        public void received(Integer number, Outbox<Integer> out) {
            events.add("received " + number);
            out.send(2 * number);
        }

        @Override
        public void closed() {
            events.add("closed");
        }
    };

    @Test
    void switchTo_undecodedInput_goesToNextDecoder() {
        lines.onReceived = (line, out) -> {
            out.send("ready,");
            out.switchTo(NUMBERS, numbers);
        };
        driven.receive("upgrade\n123");
        assertThat(driven.write()).isEqualTo("ready,7246");
        driven.receive("4");
        assertThat(driven.write()).isEqualTo("8");
        assertThat(driven.conversation.idle()).isEqualTo(SECOND);
        driven.conversation.disconnected(null);
        assertThat(events).containsExactly("opened", "received 1", "received 2", "received 3", "received 4", "closed");
        assertThat(lines.events).containsExactly("received upgrade");
    }

    @Test
    void switchTo_duringWork_isQueued() {
        lines.onReceived = (line, out) -> {
            out.work(() -> "done,", (result, then) -> then.send(result), (failure, then) -> then.abort());
            out.send("go,");
            out.switchTo(NUMBERS, numbers);
        };
        driven.receive("upgrade\n1");
        assertThat(driven.unsent()).isEmpty();
        driven.work();
        assertThat(driven.write()).isEqualTo("done,go,72");
    }

    @Test
    void switchTo_endsOutboxHandleAndTimers() {
        lines.onReceived = (line, out) -> {
            remote = out.remote();
            out.every(SECOND, then -> then.send("tick"));
            out.switchTo(NUMBERS, numbers);
            assertThatThrownBy(() -> out.send("late"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("until switchTo() switches to another protocol");
        };
        driven.receive("upgrade\n");
        assertThat(remote).isNotNull();
        assertThat(remote.send("late")).isFalse();
        driven.engine.pass(Duration.ofMinutes(1));
        assertThat(driven.write()).isEqualTo("7");
    }

    @Test
    void switchTo_duringLastMessages_stillFinishes() {
        lines.on("timedOut", out -> out.switchTo(NUMBERS, numbers));
        driven.conversation.timedOut();
        assertThat(driven.write()).isEqualTo("7");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
    }

    @Test
    void switchTo_smallerLimit_refusesLargerMessage() {
        Protocol<String, String> shortLines = ManualConversation.protocol(ToyProtocols::line, 4);
        RecordingSession next = new RecordingSession();
        lines.onReceived = (line, out) -> out.switchTo(shortLines, next);
        driven.receive("upgrade\nabc\nabcdef\n");
        assertThat(next.events).containsExactly("opened", "received abc", "rejected TOO_LARGE at 4");
    }

    @Test
    void switchTo_andBack_continuesWithFirst() {
        lines.onReceived = (line, out) -> {
            if (line.equals("upgrade")) {
                out.switchTo(NUMBERS, backAfterOne());
            } else {
                out.send("line " + line);
            }
        };
        driven.receive("upgrade\n5hello\n");
        assertThat(driven.write()).isEqualTo("line hello");
    }

    private Session<Integer, Integer> backAfterOne() {
        return (number, out) -> out.switchTo(ManualConversation.protocol(ToyProtocols::line, 100), lines);
    }

    @Test
    void switchTo_fromWork_dropsQueuedMessagesButNotFinish() {
        lines.onReceived = (line, out) -> {
            out.work(() -> "", (result, then) -> then.switchTo(NUMBERS, numbers), (failure, then) -> then.abort());
            out.send("old words");
            out.finish();
        };
        driven.receive("upgrade\n1");
        driven.work();
        assertThat(driven.write()).isEqualTo("7");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
    }

    @Test
    void switchTo_afterEndOfInput_callsInputEndedOfNext() {
        RecordingSession next = new RecordingSession();
        lines.on("inputEnded", out -> out.switchTo(ManualConversation.protocol(ToyProtocols::line, 4), next));
        driven.receive("", Boundary.END);
        assertThat(next.events).containsExactly("opened", "inputEnded");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.FINISH);
    }

    @Test
    void switchTo_protocolWithoutDecoder_changesNothing() {
        Protocol<String, String> broken = ManualConversation.protocol(null, 100);
        lines.onReceived = (line, out) -> {
            remote = out.remote();
            assertThatThrownBy(() -> out.switchTo(broken, lines)).isInstanceOf(NullPointerException.class);
        };
        driven.receive("upgrade\n");
        assertThat(remote).isNotNull();
        assertThat(remote.send("still here")).isTrue();
        driven.engine.run();
        assertThat(driven.write()).isEqualTo("still here");
    }
}
