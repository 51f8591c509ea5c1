// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.Labnet;
import io.labnet.compute.grader.ComputeGrader;
import io.labnet.compute.grader.GraderListener;
import io.labnet.compute.grader.TestPlan;
import io.labnet.compute.server.ComputeListener;
import io.labnet.compute.server.ComputeService;
import io.labnet.compute.server.ComputeSettings;
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
import io.labnet.crds.client.CreateOutcome;
import io.labnet.crds.client.DeleteOutcome;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.server.CrdsService;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeAnswer;
import io.labnet.grades.GradeBook;
import io.labnet.grades.GradeCommand;
import io.labnet.grades.GradeReplyForm;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.StudentId;
import io.labnet.grades.client.GradeClient;
import io.labnet.grades.file.GradeBookReader;
import io.labnet.grades.server.GradeListener;
import io.labnet.grades.server.GradeService;
import io.labnet.numbers.NumberRequest;
import io.labnet.numbers.client.NumberClient;
import io.labnet.numbers.client.NumberExchange;
import io.labnet.numbers.server.NumberListener;
import io.labnet.numbers.server.NumberService;
import io.labnet.numbers.server.ServerStopper;
import io.labnet.xorproto.XorResult;
import io.labnet.xorproto.client.ChecksumChoice;
import io.labnet.xorproto.client.XorClient;
import io.labnet.xorproto.server.ScoreRegister;
import io.labnet.xorproto.server.XorService;
import io.labnet.xorproto.server.XorTask;
import io.labnet.xorproto.server.XorText;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Conversations of all systems over connections that cut, join and delay the bytes: the results must be the same. */
class FaultyConversationsTest {
    private static final int SEEDS = 100;
    private static final StreamFaults BENIGN = StreamFaults.none()
            .withSplit(3)
            .withCoalescing(Duration.ofNanos(200_000))
            .withDelay(Duration.ofNanos(100_000))
            .withJitter(Duration.ofNanos(200_000));

    /** A conversation between a client and a server that runs. */
    private interface Conversation {
        void check(Transport faulty, Endpoint server) throws Exception;
    }

    /** Runs the conversation with each seed; several at the same time, since they spend most of the time waiting. */
    private static void checkEachSeed(Supplier<Function<Peer, ByteSession>> services, Conversation conversation)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(10);
        try {
            List<Callable<Void>> checks = new ArrayList<>();
            for (int seed = 0; seed < SEEDS; seed++) {
                FaultPlan plan = FaultPlan.seeded(seed).withBoth(BENIGN);
                checks.add(() -> {
                    check(plan, services.get(), conversation);
                    return null;
                });
            }
            for (Future<Void> check : threads.invokeAll(checks)) {
                check.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void check(FaultPlan plan, Function<Peer, ByteSession> service, Conversation conversation)
            throws Exception {
        Transport faulty = new FaultTransport(new MemoryTransport(), plan);
        Server server = faulty.serve(Endpoint.loopback(0), service);
        try {
            conversation.check(faulty, server.endpoint());
        } catch (Exception | AssertionError e) {
            throw new AssertionError("with " + plan, e);
        } finally {
            server.stop(Duration.ZERO);
        }
    }

    @Test
    void xor_givesTheSameResult() throws Exception {
        byte[] text = new byte[12_345];
        new Random(1).nextBytes(text);
        ScoreRegister scores = (student, points) -> points;
        XorService service = new XorService(new XorTask(XorText.of(text), () -> "tree", scores));
        checkEachSeed(() -> service, (faulty, at) -> {
            XorClient client = new XorClient(faulty, at);
            assertThat(client.run("sbmt", 20201234, ChecksumChoice.AUTO).outcome())
                    .isInstanceOfSatisfying(XorResult.class, result -> assertThat(result.score())
                            .isEqualTo(50));
        });
    }

    @Test
    void crds_givesTheSameResult() throws Exception {
        Room room = new Room("network lab", "239.0.0.1", 5001);
        checkEachSeed(() -> new CrdsService(new MemoryRoomDirectory()), (faulty, at) -> {
            try (CrdsClient client = new CrdsClient(faulty, at)) {
                assertThat(client.create(room)).isEqualTo(CreateOutcome.CREATED);
                assertThat(client.rooms()).containsExactly(room);
                assertThat(client.delete(room.name())).isEqualTo(DeleteOutcome.DELETED);
                assertThat(client.rooms()).isEmpty();
            }
        });
    }

    @Test
    void grades_givesTheSameResult() throws Exception {
        GradeBook book = sampleBook();
        StudentId id = book.students().iterator().next().id();
        FernetKey key = Objects.requireNonNull(book.student(id)).key();
        GradeService service = new GradeService(() -> book, GradeReplyForm.TOKEN, false, GradeListener.SILENT);
        checkEachSeed(() -> service, (faulty, at) -> {
            for (GradeCommand command : List.of(GradeCommand.GMA, GradeCommand.GG)) {
                assertThat(new GradeClient(faulty, at).ask(new GradeRequest(id, command), key))
                        .isInstanceOf(GradeAnswer.class);
            }
        });
    }

    static GradeBook sampleBook() throws Exception {
        try (Reader csv = new InputStreamReader(
                Objects.requireNonNull(Labnet.class.getResourceAsStream("demo/grades.csv"), "grades.csv"),
                StandardCharsets.UTF_8)) {
            return GradeBookReader.read(csv, "grades.csv");
        }
    }

    @Test
    void numbers_givesTheSameResult() throws Exception {
        NumberService service = new NumberService("server", () -> 10, new ServerStopper(), NumberListener.SILENT);
        checkEachSeed(() -> service, (faulty, at) -> {
            NumberRequest request = new NumberRequest("client", 25);
            assertThat(new NumberClient(faulty, at).exchange(request))
                    .isInstanceOfSatisfying(
                            NumberExchange.class,
                            done -> assertThat(done.reply().sum()).isEqualTo(35));
        });
    }

    @Test
    void compute_givesTheSameResult() throws Exception {
        TestPlan plan = new TestPlan(1, 3, 20, Optional.empty(), 1);
        try (ComputeService service = new ComputeService(ComputeSettings.documented(), ComputeListener.SILENT)) {
            checkEachSeed(() -> service, (faulty, at) -> {
                ComputeGrader grader = new ComputeGrader(faulty, at, Duration.ofMillis(1), Duration.ofSeconds(30));
                assertThat(grader.run(plan, GraderListener.SILENT)).isEqualTo(ComputeGrader.MAX_POINTS);
            });
        }
    }
}
