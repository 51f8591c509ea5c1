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
        public void execute(Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Timer schedule(long delayNanos, Runnable task) {
            events.add("scheduled in " + delayNanos);
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
        assertThat(events).containsExactly("opened", "a", "sent a!");
    }

    @Test
    void send_encoderThrows_leavesNoBytesForNextMessage() {
        assertThat(opened(new Recording()).receive(text("refuse"), PEER)).isNull();
        assertThat(events).containsExactly("opened", "refuse", "sent refuse!");
    }

    @Test
    void openAndClose_twice_areRefusedOrIgnored() {
        DatagramConversation<String, String> conversation = new DatagramConversation<>(LINES, new Recording());
        assertThat(conversation.protocol()).isSameAs(LINES);
        assertThat(conversation.receive(text("early"), PEER)).isNull();
        conversation.stop();
        conversation.open(new Engine());
        assertThatThrownBy(() -> conversation.open(new Engine())).isInstanceOf(IllegalStateException.class);
        conversation.close();
        conversation.close();
        assertThat(conversation.receive(text("late"), PEER)).isNull();
        assertThat(events).containsExactly("opened", "closed");

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
        assertThat(events).containsExactly("scheduled in " + Protocol.NO_LIMIT.toNanos(), "cancelled");
    }

    private DatagramConversation<String, String> opened(DatagramSession<String, String> session) {
        DatagramConversation<String, String> conversation = new DatagramConversation<>(LINES, session);
        conversation.open(new Engine());
        return conversation;
    }
}
