// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** The checks of a datagram conversation. {@code DatagramServerContract} tests its behaviour on a server. */
class DatagramConversationTest {
    private static final Peer PEER = new Peer("192.0.2.1", 1);

    /** Messages are one line, with or without its end. The encoder throws for "refuse", after a part of it. */
    private static final Protocol<String, String> LINES = new Protocol<>(
            "lines",
            () -> (in, boundary) -> {
                StringBuilder line = new StringBuilder();
                while (in.hasRemaining()) {
                    byte next = in.get();
                    if (next == '\n') {
                        break;
                    }
                    line.append((char) next);
                }
                return line.toString();
            },
            (text, out) -> {
                out.putText(text);
                if (text.equals("refuse")) {
                    throw new IllegalArgumentException("no encoding");
                }
            },
            10);

    private final List<String> events = new ArrayList<>();
    private final List<Runnable> scheduled = new ArrayList<>();

    private final class Recording implements DatagramSession<String, String> {
        @Override
        public void opened(DatagramOutbox<String> out) {
            events.add("opened");
        }

        @Override
        public void received(String message, Peer from, DatagramOutbox<String> out) {
            events.add(message);
            if (message.equals("refuse")) {
                assertThatThrownBy(() -> out.send(message, from)).hasMessage("no encoding");
            }
            out.send(message + "!", from);
        }

        @Override
        public void rejected(ProtocolException problem, Peer from, DatagramOutbox<String> out) {
            events.add("rejected " + problem.reason());
        }

        @Override
        public void stopped(DatagramOutbox<String> out) {
            out.send("bye", PEER);
        }

        @Override
        public void closed() {
            events.add("closed");
        }
    }

    private class Engine implements DatagramEngine {
        @Override
        public void transmit(ByteBuffer datagram, Peer to) {
            events.add("sent " + StandardCharsets.UTF_8.decode(datagram));
        }

        @Override
        public void decoded(Object message) {
            events.add("decoded " + message);
        }

        @Override
        public void execute(Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Timer schedule(long delayNanos, Runnable task) {
            events.add("scheduled in " + delayNanos);
            scheduled.add(task);
            return () -> events.add("cancelled");
        }

        @Override
        public long nanoTime() {
            return 0;
        }
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void datagram_isExactlyOneMessage() {
        DatagramConversation<String, String> conversation = opened(new Recording());
        assertThat(conversation.receive(text("a\n"), PEER)).isNull();
        assertThat(conversation.receive(text("a\nb"), PEER))
                .extracting(ProtocolException::reason)
                .isEqualTo(Reason.TRAILING);
        assertThat(conversation.receive(text(""), PEER))
                .extracting(ProtocolException::reason)
                .isEqualTo(Reason.TRUNCATED);
        assertThat(conversation.receive(text("12345678901"), PEER))
                .hasMessage("the datagram has 11 bytes, more than the 10 of the largest message");
        assertThat(conversation.receive(text("1234567890"), PEER)).isNull();
        assertThat(events)
                .containsExactly(
                        "opened",
                        "decoded a",
                        "a",
                        "sent a!",
                        "rejected TRAILING",
                        "rejected TRUNCATED",
                        "rejected TOO_LARGE",
                        "decoded 1234567890",
                        "1234567890",
                        "sent 1234567890!");
    }

    @Test
    void send_encoderThrows_leavesNoBytesForNextMessage() {
        assertThat(opened(new Recording()).receive(text("refuse"), PEER)).isNull();
        assertThat(events).containsExactly("opened", "decoded refuse", "refuse", "sent refuse!");
    }

    @Test
    void openAndClose_twice_areRefusedOrIgnored() {
        DatagramConversation<String, String> conversation = new DatagramConversation<>(LINES, new Recording());
        assertThat(conversation.protocol()).isSameAs(LINES);
        assertThat(conversation.receive(text("early"), PEER)).isNull();
        conversation.stop();
        conversation.open(new Engine());
        assertThatThrownBy(() -> conversation.open(new Engine())).isInstanceOf(IllegalStateException.class);
        conversation.stop();
        conversation.close();
        conversation.close();
        assertThat(conversation.receive(text("late"), PEER)).isNull();
        conversation.stop();
        assertThat(events).containsExactly("opened", "sent bye", "closed");

        DatagramConversation<String, String> unopened = new DatagramConversation<>(LINES, new Recording());
        unopened.close();
        assertThatThrownBy(() -> unopened.open(new Engine())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void claim_twice_throwsUntilReleased() {
        DatagramConversation<String, String> conversation = new DatagramConversation<>(LINES, new Recording());
        conversation.claim();
        assertThatThrownBy(conversation::claim)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a conversation is served once");
        conversation.release();
        conversation.claim();
        conversation.open(new Engine());
        conversation.release();
        assertThatThrownBy(conversation::claim).isInstanceOf(IllegalStateException.class);

        DatagramConversation<String, String> closed = new DatagramConversation<>(LINES, new Recording());
        closed.close();
        assertThatThrownBy(closed::claim).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void receive_duringSessionCall_throws() {
        List<Throwable> thrown = new ArrayList<>();
        DatagramConversation<String, String> conversation = new DatagramConversation<>(LINES, new Recording());
        conversation.open(new Engine() {
            @Override
            public void transmit(ByteBuffer datagram, Peer to) {
                super.transmit(datagram.duplicate(), to);
                try {
                    Object unused = conversation.receive(datagram, to);
                } catch (IllegalStateException e) {
                    thrown.add(e);
                }
            }
        });
        assertThat(conversation.receive(text("a"), PEER)).isNull();
        assertThat(conversation.receive(text("b"), PEER)).isNull();
        events.removeIf(event -> event.startsWith("decoded"));
        assertThat(events).containsExactly("opened", "a", "sent a!", "b", "sent b!");
        assertThat(thrown).hasSize(2).allSatisfy(e -> assertThat(e).hasMessageContaining("already being called"));
    }

    @Test
    void outbox_onOtherThread_throws() {
        List<Throwable> thrown = new ArrayList<>();
        DatagramConversation<String, String> conversation = opened((message, from, out) -> {
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> out.send(message, from));
            try {
                other.get();
            } catch (InterruptedException | ExecutionException e) {
                thrown.add(e.getCause());
            }
        });
        assertThat(conversation.receive(text("a"), PEER)).isNull();
        assertThat(thrown).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void timers_useTheEngine() {
        DatagramConversation<String, String> conversation = opened((message, from, out) -> {
            Timer timer = out.after(Duration.ofSeconds(Long.MAX_VALUE), later -> {});
            timer.cancel();
            timer.cancel();
        });
        assertThat(conversation.receive(text("a"), PEER)).isNull();
        assertThat(events).containsExactly("decoded a", "scheduled in " + Protocol.NO_LIMIT.toNanos(), "cancelled");
    }

    @Test
    void every_isScheduledAgainUntilCancelledOrClosed() {
        List<Timer> timers = new ArrayList<>();
        DatagramConversation<String, String> conversation = opened((message, from, out) -> {
            if (message.equals("start")) {
                timers.add(out.every(Duration.ofNanos(7), then -> then.send("tick", from)));
            } else {
                timers.get(0).cancel();
            }
        });
        assertThat(conversation.receive(text("start"), PEER)).isNull();
        events.clear();
        scheduled.get(0).run();
        assertThat(events).containsExactly("scheduled in 7", "sent tick");
        assertThatThrownBy(timers.get(0)::cancel).isInstanceOf(IllegalStateException.class);

        assertThat(conversation.receive(text("cancel"), PEER)).isNull();
        scheduled.get(1).run();
        assertThat(conversation.receive(text("start"), PEER)).isNull();
        conversation.close();
        scheduled.get(2).run();
        timers.get(1).cancel();
        assertThat(events)
                .containsExactly(
                        "scheduled in 7",
                        "sent tick",
                        "decoded cancel",
                        "cancelled",
                        "decoded start",
                        "scheduled in 7");
    }

    @Test
    void outbox_afterTheCall_throws() {
        List<DatagramOutbox<String>> kept = new ArrayList<>();
        DatagramConversation<String, String> conversation = opened((message, from, out) -> kept.add(out));
        assertThat(conversation.receive(text("a"), PEER)).isNull();
        assertThatThrownBy(() -> kept.get(0).send("late", PEER)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> kept.get(0).after(Duration.ZERO, then -> {}))
                .isInstanceOf(IllegalStateException.class);
        assertThat(scheduled).isEmpty();
    }

    @Test
    void send_largestDatagram_isSentAndNoLargerOne() {
        DatagramConversation<String, String> conversation = opened((message, from, out) -> {
            out.send("x".repeat(DatagramConversation.MAX_BYTES), from);
            assertThatThrownBy(() -> out.send("x".repeat(DatagramConversation.MAX_BYTES + 1), from))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a datagram of 65508 bytes is larger than 65507");
        });
        assertThat(conversation.receive(text("a"), PEER)).isNull();
        assertThat(events).hasSize(2);
    }

    private DatagramConversation<String, String> opened(DatagramSession<String, String> session) {
        DatagramConversation<String, String> conversation = new DatagramConversation<>(LINES, session);
        conversation.open(new Engine());
        return conversation;
    }
}
