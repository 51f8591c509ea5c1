// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.fault.FaultPlan;
import io.labnet.core.transport.fault.FaultTransport;
import io.labnet.core.transport.fault.StreamFaults;
import io.labnet.crds.Room;
import io.labnet.crds.client.CrdsClient;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.server.CrdsService;
import io.labnet.grades.GradeAnswer;
import io.labnet.grades.GradeBook;
import io.labnet.grades.GradeCommand;
import io.labnet.grades.GradeReplyForm;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.Student;
import io.labnet.grades.client.GradeClient;
import io.labnet.grades.server.GradeListener;
import io.labnet.grades.server.GradeService;
import io.labnet.xorproto.XorResult;
import io.labnet.xorproto.client.ChecksumChoice;
import io.labnet.xorproto.client.XorClient;
import io.labnet.xorproto.server.XorService;
import io.labnet.xorproto.server.XorTask;
import io.labnet.xorproto.server.XorText;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Conversations whose connection is reset after each possible number of bytes, sent or received. The server must serve
 * the next client, keep no connection, and store either everything or nothing.
 */
class BrokenConversationsTest {
    private static final int MOST_BYTES = 2000;

    /** A client's whole conversation. */
    private interface Client {
        /** Returns whether the conversation was successful. */
        boolean succeeds(Transport transport, Endpoint server) throws IOException;
    }

    private static void breakEverywhere(Function<Peer, ByteSession> service, Client client, Runnable check)
            throws Exception {
        MemoryTransport memory = new MemoryTransport();
        Server server = memory.serve(Endpoint.loopback(0), service);
        int sent = breakEach(FaultPlan::withOutput, memory, server.endpoint(), client, check);
        int received = breakEach(FaultPlan::withInput, memory, server.endpoint(), client, check);
        assertThat(sent).isPositive();
        assertThat(received).isPositive();
        // Completes only when every connection has ended.
        server.stop(Duration.ofSeconds(60)).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** Breaks the connection after 0 bytes, 1 byte and so on, until the conversation succeeds. Returns that number. */
    private static int breakEach(
            BiFunction<FaultPlan, StreamFaults, FaultPlan> direction,
            Transport good,
            Endpoint server,
            Client client,
            Runnable check)
            throws IOException {
        for (int bytes = 0; bytes < MOST_BYTES; bytes++) {
            FaultPlan plan =
                    direction.apply(FaultPlan.seeded(1), StreamFaults.none().withResetAfter(bytes));
            boolean succeeded = succeeds(client, new FaultTransport(good, plan), server);
            check.run();
            assertThat(client.succeeds(good, server))
                    .as("the next client, after " + plan)
                    .isTrue();
            if (succeeded) {
                return bytes;
            }
        }
        throw new AssertionError("no success without a reset within " + MOST_BYTES + " bytes");
    }

    private static boolean succeeds(Client client, Transport transport, Endpoint server) {
        try {
            return client.succeeds(transport, server);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void xor_storesNoWrongScore() throws Exception {
        Map<Long, Integer> scores = new ConcurrentHashMap<>();
        XorTask task = new XorTask(XorText.of(new byte[40]), () -> "tree", (student, points) -> {
            scores.merge(student, points, Math::max);
            return points;
        });
        breakEverywhere(
                new XorService(task),
                (transport, at) -> new XorClient(transport, at)
                                        .run("sbmt", 20201234, ChecksumChoice.RFC)
                                        .outcome()
                                instanceof XorResult result
                        && result.score() == 50,
                () -> assertThat(Set.of(Map.of(), Map.of(20201234L, 50))).contains(scores));
    }

    @Test
    void crds_storesNoHalfRoom() throws Exception {
        Room room = new Room("network lab", "239.0.0.1", 5001);
        MemoryRoomDirectory directory = new MemoryRoomDirectory();
        breakEverywhere(
                new CrdsService(directory),
                (transport, at) -> {
                    try (CrdsClient client = new CrdsClient(transport, at).keepingConnection()) {
                        client.delete(room.name());
                        return client.create(room).succeeded() && client.rooms().equals(List.of(room));
                    }
                },
                () -> {});
    }

    @Test
    void grades_servesTheNextClient() throws Exception {
        GradeBook book = FaultyConversationsTest.sampleBook();
        Student student = book.students().iterator().next();
        breakEverywhere(
                new GradeService(() -> book, GradeReplyForm.TOKEN, false, GradeListener.SILENT),
                (transport, at) -> new GradeClient(transport, at)
                                .ask(new GradeRequest(student.id(), GradeCommand.GMA), student.key())
                        instanceof GradeAnswer,
                () -> {});
    }
}
