// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.rule.Rule;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.core.session.Session;
import io.labnet.core.session.ToyProtocols;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.MessageConnection;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Recording;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderTest {
    private static final Peer PEER = new Peer("192.0.2.1", 7, 3);
    private static final Rule RULE = () -> "toy-1.1";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void servedConnection_isRecorded() throws Exception {
        List<RecordedEvent> events = record(() -> {
            MemoryTransport transport = new MemoryTransport();
            try (Server server = transport.serve(
                            new Endpoint("recorded", 0), peer -> new Conversation<>(ToyProtocols.LINES, slowEcho()));
                    MessageConnection<String, String> client = MessageConnection.connect(
                            transport, server.endpoint(), ToyProtocols.LINES, ConnectOptions.defaults())) {
                assertThat(client.ask("hello\n")).isEqualTo("hello");
            }
        });
        RecordedEvent connection = only(events, "io.labnet.Connection");
        assertThat(connection.getLong("connection")).isOne();
        assertThat(connection.getLong("received")).isEqualTo(6);
        assertThat(connection.getLong("sent")).isEqualTo(6);
        assertThat(connection.getLong("messages")).isOne();
        assertThat(connection.getString("end")).isEqualTo("in order");
        assertThat(connection.getDuration()).isPositive();
        RecordedEvent work = only(events, "io.labnet.SlowWork");
        assertThat(work.getLong("connection")).isOne();
        assertThat(work.getDuration("queued")).isGreaterThanOrEqualTo(Duration.ZERO);
        assertThat(work.getDuration()).isPositive().isLessThanOrEqualTo(connection.getDuration());
    }

    @Test
    void refusals_areRecorded() throws Exception {
        ServerListener listener = FlightRecorder.listener();
        ProtocolException problem =
                new ProtocolException(RULE, ProtocolException.Reason.CHECKSUM, 4, "the checksum is wrong");
        List<RecordedEvent> events = record(() -> {
            listener.measures(PEER);
            listener.rejected(PEER, problem, new byte[0]);
            listener.closed(PEER, null);
            listener.refused(new Peer("192.0.2.1", 7), "the limit is reached");
        });
        List<RecordedEvent> refusals = named(events, "io.labnet.Refusal");
        assertThat(refusals).hasSize(2);
        RecordedEvent input = refusals.get(0);
        assertThat(input.getString("rule")).isEqualTo("toy-1.1");
        assertThat(input.getString("reason")).isEqualTo("CHECKSUM");
        assertThat(input.getString("message")).isEqualTo("the checksum is wrong (toy-1.1)");
        assertThat(input.getString("host")).isEqualTo("192.0.2.1");
        assertThat(input.getInt("port")).isEqualTo(7);
        assertThat(refusals.get(1).getString("rule")).isNull();
        assertThat(refusals.get(1).getString("reason")).isEqualTo("LIMIT");
        assertThat(only(events, "io.labnet.Connection").getString("end")).isEqualTo("rejected");
    }

    @Test
    void brokenConnection_hasItsEnd() throws Exception {
        ServerListener listener = FlightRecorder.listener();
        List<RecordedEvent> events = record(() -> {
            listener.measures(PEER);
            listener.closed(PEER, new IOException("reset"));
        });
        assertThat(only(events, "io.labnet.Connection").getString("end")).isEqualTo("broken");
    }

    @Test
    void events_haveLabels() {
        for (Class<? extends Event> type : List.of(ConnectionEvent.class, RefusalEvent.class, SlowWorkEvent.class)) {
            EventType event = EventType.getEventType(type);
            assertThat(event.getName()).startsWith("io.labnet.");
            assertThat(event.getCategoryNames()).containsExactly("labnet");
            assertThat(event.getDescription()).isNotNull();
            assertThat(event.getFields()).extracting(ValueDescriptor::getLabel).doesNotContainNull();
        }
    }

    @Test
    void nothingRecorded_connectionIsNotMeasured() {
        assertThat(FlightRecorder.listener().measures(PEER)).isFalse();
    }

    private static Session<String, String> slowEcho() {
        return (line, out) ->
                out.work(() -> line + "\n", (text, then) -> then.send(text), (problem, then) -> then.abort());
    }

    private interface Action {
        void run() throws Exception;
    }

    private List<RecordedEvent> record(Action action) throws Exception {
        Path file = folder.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            for (String name : List.of("Connection", "Refusal", "SlowWork")) {
                recording.enable("io.labnet." + name).withThreshold(Duration.ZERO);
            }
            recording.start();
            action.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file);
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .toList();
    }

    private static RecordedEvent only(List<RecordedEvent> events, String name) {
        List<RecordedEvent> found = named(events, name);
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }
}
