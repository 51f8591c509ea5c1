// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.labnet.cli.fault.FailingTransport.Side;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ConnectionTotals;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.client.CrdsClient;
import io.labnet.crds.directory.DirectoryRules;
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
import io.labnet.store.rooms.JdbcRoomDirectory;
import io.labnet.store.scores.BestScore;
import io.labnet.store.scores.ScoreBook;
import io.labnet.xorproto.XorResult;
import io.labnet.xorproto.client.ChecksumChoice;
import io.labnet.xorproto.client.XorClient;
import io.labnet.xorproto.server.XorService;
import io.labnet.xorproto.server.XorTask;
import io.labnet.xorproto.server.XorText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Conversations in which each operation of the transport fails in turn, at the client or at the server. Each client gets
 * an end, every connection is closed, the next client is served, and what was acknowledged is stored, whole.
 */
class FailingOperationsTest {
    private static final int MOST_OPERATIONS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long FIRST_STUDENT = 20_200_000;

    @TempDir
    private Path directory;

    private final FailingTransport transport = new FailingTransport();
    private final Set<Peer> accepted = ConcurrentHashMap.newKeySet();
    private final Set<Peer> measured = ConcurrentHashMap.newKeySet();

    /** A client's whole conversation. */
    private interface Client {
        /** Returns whether the conversation was successful. Each call has another number. */
        boolean succeeds(Endpoint server, int number) throws IOException;
    }

    /** Notes the connections that are neither ended nor closed. */
    private final class Connections implements ServerListener {
        @Override
        public boolean measures(Peer peer) {
            return measured.add(peer);
        }

        @Override
        public void accepted(Peer peer) {
            accepted.add(peer);
        }

        @Override
        public void ended(Peer peer, ConnectionTotals totals) {
            measured.remove(peer);
        }

        @Override
        public void closed(Peer peer, Throwable cause) {
            accepted.remove(peer);
        }
    }

    private void failEach(Function<Peer, ByteSession> service, Client client) throws Exception {
        ServerOptions options = ServerOptions.defaults().withListener(new Connections());
        Server server = transport.serve(Endpoint.loopback(1), service, options);
        int number = 0;
        for (Side side : Side.values()) {
            for (boolean staysBroken : new boolean[] {false, true}) {
                number = failEach(side, staysBroken, client, server.endpoint(), number);
            }
        }
        server.stop(Duration.ZERO).toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        await().atMost(PATIENCE).until(() -> threads().isEmpty());
    }

    private int failEach(Side side, boolean staysBroken, Client client, Endpoint server, int first) {
        int number = first;
        for (int which = 1; which < MOST_OPERATIONS; which++) {
            String what = "operation " + which + " of the " + side + (staysBroken ? " and the later ones" : "");
            transport.failAt(side, which, staysBroken);
            boolean succeeded = succeeds(client, server, number++);
            boolean failed = transport.heal();
            assertThat(failed || succeeded)
                    .as("the client without failures, after " + what)
                    .isTrue();
            await(what)
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(PATIENCE)
                    .until(() -> transport.openEnds() == 0 && accepted.isEmpty());
            assertThat(measured).as(what).isEmpty();
            assertThat(succeeds(client, server, number++))
                    .as("the next client after " + what)
                    .isTrue();
            if (!failed) {
                assertThat(which).isGreaterThan(5);
                return number;
            }
        }
        throw new AssertionError("more than " + MOST_OPERATIONS + " operations of the " + side);
    }

    private static boolean succeeds(Client client, Endpoint server, int number) {
        try {
            return client.succeeds(server, number);
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(FailingTransport.THREADS))
                .toList();
    }

    @Test
    void xor_storesEachAcknowledgedScoreAndNoWrongOne() throws Exception {
        Set<Long> acknowledged = new HashSet<>();
        try (ScoreBook book = ScoreBook.open(directory.resolve("scores.db").toString())) {
            XorTask task = new XorTask(XorText.of(new byte[40]), () -> "tree", book.xorRegister(Clock.systemUTC()));
            failEach(new XorService(task), (server, number) -> {
                long student = FIRST_STUDENT + number;
                boolean done = new XorClient(transport, server)
                                        .run("sbmt", student, ChecksumChoice.RFC)
                                        .outcome()
                                instanceof XorResult result
                        && result.message().endsWith("YOUR POINTS ARE REGISTERED ON DATABASE");
                if (done) {
                    acknowledged.add(student);
                }
                return done;
            });
            Map<Long, Integer> stored =
                    book.standings().stream().collect(Collectors.toMap(BestScore::studentId, BestScore::points));
            // A client that is lost after its request keeps the points of the request.
            assertThat(stored.values()).containsOnly(10, 50);
            assertThat(acknowledged).hasSizeGreaterThan(50).allMatch(student -> stored.get(student) == 50);
        }
    }

    @Test
    void crds_storesEachAcknowledgedRoomAndNoHalfOne() throws Exception {
        String db = directory.resolve("rooms.db").toString();
        Set<Room> acknowledged = new HashSet<>();
        try (JdbcRoomDirectory rooms = JdbcRoomDirectory.open(db, DirectoryRules.DEFAULT)) {
            failEach(new CrdsService(rooms), (server, number) -> {
                checkAndDelete(rooms, number - 1, acknowledged);
                Room room = room(number);
                try (CrdsClient client = new CrdsClient(transport, server).keepingConnection()) {
                    if (!client.create(room).succeeded()) {
                        return false;
                    }
                    acknowledged.add(room);
                    return room.address().equals(client.find(room.name()));
                }
            });
            assertThat(acknowledged).hasSizeGreaterThan(50);
        }
    }

    /** Checks the room of an earlier client, and deletes it, so that listings stay short. */
    private static void checkAndDelete(JdbcRoomDirectory rooms, int number, Set<Room> acknowledged) throws IOException {
        Room room = room(number);
        RoomAddress stored = rooms.find(room.name());
        if (acknowledged.contains(room)) {
            assertThat(stored).isEqualTo(room.address());
        } else {
            assertThat(stored).isIn(null, room.address());
        }
        rooms.delete(room.name());
    }

    private static Room room(int number) {
        return new Room("network lab " + number, "239.0.0.1", 2 + number);
    }

    @Test
    void grades_servesTheNextClient() throws Exception {
        GradeBook book = FaultyConversationsTest.sampleBook();
        Student student = book.students().iterator().next();
        failEach(
                new GradeService(() -> book, GradeReplyForm.TOKEN, false, GradeListener.SILENT),
                (server, number) -> new GradeClient(transport, server)
                                .ask(new GradeRequest(student.id(), GradeCommand.GMA), student.key())
                        instanceof GradeAnswer);
    }
}
