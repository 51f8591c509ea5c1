// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.framing.Frames;
import io.labnet.core.framing.Framing;
import io.labnet.core.session.DatagramConversation;
import io.labnet.core.session.DatagramOutbox;
import io.labnet.core.session.DatagramSession;
import io.labnet.core.session.Peer;
import io.labnet.core.session.Timer;
import io.labnet.core.transport.fault.DatagramFaults;
import io.labnet.core.transport.fault.DatagramFaults.Fault;
import io.labnet.testkit.DatagramDriver.Datagram;
import io.labnet.testkit.internal.TestProtocols;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests sessions of datagrams without sockets, alone and in a network in memory. */
class DatagramDriverTest {
    private static final Peer SERVER = new Peer("server", 1);
    private static final Peer CLIENT = new Peer("client", 2);
    private static final Peer OTHER = new Peer("client", 3);
    private static final Duration RETRY = Duration.ofSeconds(3);

    private final List<String> events = new ArrayList<>();

    /** Records each number in order, once, and acknowledges every datagram with the next expected number. */
    private final class Receiver implements DatagramSession<String, String> {
        @Override
        public void received(String message, Peer from, DatagramOutbox<String> out) {
            if (Integer.parseInt(message) == events.size()) {
                events.add(message);
            }
            out.send(Integer.toString(events.size()), from);
        }
    }

    /** Sends the numbers from 0, and repeats each one until it is acknowledged. */
    private static final class Sender implements DatagramSession<String, String> {
        private final int count;
        private int next;
        private Timer retry = () -> {};

        Sender(int count) {
            this.count = count;
        }

        @Override
        public void opened(DatagramOutbox<String> out) {
            send(out);
        }

        @Override
        public void received(String message, Peer from, DatagramOutbox<String> out) {
            int acknowledged = Integer.parseInt(message);
            if (acknowledged > next) {
                next = acknowledged;
                retry.cancel();
                if (next < count) {
                    send(out);
                }
            }
        }

        private void send(DatagramOutbox<String> out) {
            out.send(Integer.toString(next), SERVER);
            retry = out.after(RETRY, this::send);
        }
    }

    private static DatagramConversation<String, String> of(DatagramSession<String, String> session) {
        return new DatagramConversation<>(TestProtocols.DATAGRAMS, session);
    }

    @Test
    void driver_deliversDatagramsAndTime() {
        DatagramDriver driver = new DatagramDriver(of((message, from, out) -> {
            out.send(message + "!", from);
            out.after(Duration.ofSeconds(1), later -> later.send(message + " later", from));
        }));
        driver.arrive("a", CLIENT).arrive("b", OTHER);
        assertThat(driver.take(OTHER)).containsExactly("b!");
        assertThat(driver.pass(Duration.ofMillis(999)).take()).containsExactly(new Datagram("a!", CLIENT));
        driver.pass(Duration.ofMillis(1));
        assertThat(driver.take()).containsExactly(new Datagram("a later", CLIENT), new Datagram("b later", OTHER));
        assertThat(driver.arrive("c", CLIENT).stop().pass(RETRY).take(CLIENT)).containsExactly("c!");
    }

    @Test
    void binaryProtocol_isSupported() {
        Framing<Integer> number =
                Frames.fields(2, in -> Short.toUnsignedInt(in.getShort()), (value, out) -> out.putShort(value));
        DatagramDriver driver = new DatagramDriver(new DatagramConversation<>(
                number.protocol("numbers"), (value, from, out) -> out.send(value + 1, from)));
        driver.arrive(number.encoder(), CLIENT, 0x80fe, 1).arrive(number.encoder(), OTHER, 2);
        assertThat(driver.bytes(OTHER)).containsExactly(new byte[] {0, 3});
        assertThat(driver.messages(number.decoders(), CLIENT)).containsExactly(0x80ff, 2);
        assertThat(driver.messages(number.decoders(), CLIENT)).isEmpty();
        driver.arrive(number.encoder(), CLIENT, 0x80fe, 1);
        assertThatThrownBy(() -> driver.messages(TestProtocols.DATAGRAMS.decoders(), CLIENT))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "the peer's decoder refuses the session's output: a NUL is not allowed in text (MALFORMED at 0), "
                                + "after [\ufffd\ufffd], in: 00 02");
    }

    @Test
    void emptyDatagram_isAMessage() {
        DatagramDriver driver = new DatagramDriver(of((message, from, out) -> out.send(message, from)));
        driver.arrive("", CLIENT).arrive("a", CLIENT);
        assertThat(driver.messages(TestProtocols.DATAGRAMS.decoders(), CLIENT)).containsExactly("", "a");
    }

    @Test
    void events_arriveInOrder() {
        DatagramDriver driver = new DatagramDriver(of(new DatagramSession<>() {
            @Override
            public void opened(DatagramOutbox<String> out) {
                events.add("opened");
            }

            @Override
            public void received(String message, Peer from, DatagramOutbox<String> out) {
                events.add(message);
            }

            @Override
            public void rejected(ProtocolException problem, Peer from, DatagramOutbox<String> out) {
                events.add(problem.reason() + " of " + from);
            }

            @Override
            public void stopped(DatagramOutbox<String> out) {
                events.add("stopped");
                out.send("bye", CLIENT);
            }

            @Override
            public void closed() {
                events.add("closed");
            }
        }));
        driver.arrive("", CLIENT).arrive("\0", OTHER).stop().stop().arrive("too late", CLIENT);
        assertThat(events).containsExactly("opened", "", "MALFORMED of client:3", "stopped", "closed");
        assertThat(driver.take(CLIENT)).containsExactly("bye");
    }

    @Test
    void failures_reachTheTest() {
        DatagramDriver driver = new DatagramDriver(of((message, from, out) -> {
            throw new IllegalStateException(message);
        }));
        assertThatThrownBy(() -> driver.arrive("on purpose", CLIENT)).hasMessage("on purpose");
    }

    @Test
    void outbox_refusesInvalidCalls() {
        List<Timer> timers = new ArrayList<>();
        DatagramDriver driver = new DatagramDriver(of((message, from, out) -> {
            assertThatThrownBy(() -> out.after(Duration.ofMillis(-1), later -> {}))
                    .hasMessage("delay PT-0.001S is negative");
            assertThatThrownBy(() -> out.every(Duration.ZERO, later -> {})).hasMessage("period PT0S is not positive");
            Timer timer = out.every(RETRY, later -> later.send("beat", from));
            out.after(RETRY.multipliedBy(3).plusMillis(1), later -> timer.cancel());
            timers.add(timer);
        }));
        driver.arrive("go", CLIENT).pass(Duration.ofMinutes(1));
        assertThat(driver.take(CLIENT)).containsExactly("beat", "beat", "beat");
        assertThatThrownBy(() -> timers.get(0).cancel()).hasMessageContaining("valid only during the call");
        assertThatThrownBy(() -> new DatagramDriver(closed())).hasMessage("a conversation is served once");
    }

    private static DatagramConversation<String, String> closed() {
        DatagramConversation<String, String> conversation = of((message, from, out) -> {});
        new DatagramDriver(conversation).stop();
        return conversation;
    }

    @Test
    void network_followsTheScriptOfFaults() {
        DatagramNetwork network =
                new DatagramNetwork(DatagramFaults.none().withScript(Fault.LOSE, Fault.DELAY, Fault.DUPLICATE));
        network.join(SERVER, of((message, from, out) -> events.add(message)));
        network.join(CLIENT, of(new DatagramSession<>() {
            @Override
            public void opened(DatagramOutbox<String> out) {
                for (String each : List.of("lost", "late", "twice", "once")) {
                    out.send(each, SERVER);
                }
            }

            @Override
            public void received(String message, Peer from, DatagramOutbox<String> out) {}
        }));
        assertThat(events).isEmpty();
        network.pass(DatagramNetwork.LATENCY);
        assertThat(events).containsExactly("twice", "twice", "once");
        network.pass(DatagramNetwork.LATENCY);
        assertThat(events).containsExactly("twice", "twice", "once", "late");
        assertThat(network.carried()).isEqualTo(4);
        assertThat(network.time()).isEqualTo(DatagramNetwork.LATENCY.multipliedBy(2));
        assertThatThrownBy(() -> network.join(SERVER, of((message, from, out) -> {})))
                .hasMessage("the address server:1 is taken");
    }

    @Test
    void network_serverCanBeReplaced() {
        DatagramNetwork network = new DatagramNetwork();
        DatagramDriver first = network.join(SERVER, of((message, from, out) -> events.add("first: " + message)));
        DatagramDriver client = network.join(CLIENT, of(new DatagramSession<>() {
            @Override
            public void opened(DatagramOutbox<String> out) {
                out.every(RETRY, later -> later.send("hello", SERVER));
            }

            @Override
            public void received(String message, Peer from, DatagramOutbox<String> out) {}
        }));
        network.pass(RETRY);
        first.stop();
        network.pass(RETRY);
        assertThat(network.carried()).as("datagrams after the stop").isZero();
        assertThat(client.take(SERVER)).containsExactly("hello");
        network.join(SERVER, of((message, from, out) -> events.add("second: " + message)));
        // The address belongs to the second conversation now.
        first.stop();
        network.pass(RETRY).pass(DatagramNetwork.LATENCY);
        assertThat(events).containsExactly("second: hello");
    }

    @Test
    void pass_negativeTime_isRefused() {
        DatagramNetwork network = new DatagramNetwork();
        assertThatThrownBy(() -> network.pass(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("time PT-0.001S is negative");
        assertThat(network.time()).isZero();
    }

    @Test
    void retransmission_deliversEverythingDespiteFaults() {
        int count = 2_000;
        DatagramNetwork network = new DatagramNetwork(
                DatagramFaults.seeded(42).withLoss(0.3).withDuplicates(0.2).withReordering(0.3));
        network.join(SERVER, of(new Receiver()));
        network.join(CLIENT, of(new Sender(count)));
        network.pass(Duration.ofHours(2));
        assertThat(events)
                .containsExactlyElementsOf(
                        IntStream.range(0, count).mapToObj(Integer::toString).toList());
    }
}
