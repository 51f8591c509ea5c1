// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.Labnet;
import io.labnet.compute.FibonacciCount;
import io.labnet.compute.WordCounter;
import io.labnet.compute.grader.ComputeGrader;
import io.labnet.compute.grader.GraderListener;
import io.labnet.compute.grader.TestPlan;
import io.labnet.compute.grader.TextSource;
import io.labnet.compute.server.ComputeListener;
import io.labnet.compute.server.ComputeService;
import io.labnet.compute.server.ComputeSettings;
import io.labnet.compute.trace.ComputeDialogue;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.fault.FaultPlan;
import io.labnet.core.transport.fault.FaultTransport;
import io.labnet.core.transport.fault.StreamFaults;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.Entry;
import io.labnet.core.transport.trace.Side;
import io.labnet.core.transport.trace.TraceTransport;
import io.labnet.core.transport.trace.TranscriptListener;
import io.labnet.crds.Room;
import io.labnet.crds.client.CrdsClient;
import io.labnet.crds.directory.DirectoryRules;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.server.CrdsService;
import io.labnet.crds.trace.CrdsDialogue;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeAnswer;
import io.labnet.grades.GradeBook;
import io.labnet.grades.GradeCommand;
import io.labnet.grades.GradeReplyForm;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.Student;
import io.labnet.grades.StudentId;
import io.labnet.grades.client.GradeClient;
import io.labnet.grades.file.GradeBookReader;
import io.labnet.grades.server.GradeListener;
import io.labnet.grades.server.GradeService;
import io.labnet.grades.trace.GradeDialogue;
import io.labnet.numbers.NumberRequest;
import io.labnet.numbers.client.NumberClient;
import io.labnet.numbers.server.NumberListener;
import io.labnet.numbers.server.NumberService;
import io.labnet.numbers.server.ServerStopper;
import io.labnet.numbers.trace.NumberDialogue;
import io.labnet.xorproto.client.ChecksumChoice;
import io.labnet.xorproto.client.XorClient;
import io.labnet.xorproto.server.ScoreRegister;
import io.labnet.xorproto.server.XorService;
import io.labnet.xorproto.server.XorTask;
import io.labnet.xorproto.server.XorText;
import io.labnet.xorproto.trace.XorDialogue;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Transcripts of our own servers and clients, at both ends and over cut connections, blame neither side. */
class OwnDialoguesTest {
    private static final int SEEDS = 8;
    private static final StreamFaults CUTS = StreamFaults.none()
            .withSplit(3)
            .withDelay(Duration.ofNanos(100_000))
            .withJitter(Duration.ofNanos(200_000));

    private interface Conversation {
        void run(Transport transport, Endpoint server) throws Exception;
    }

    /** Collects the broken rules of all transcripts. */
    private static final class Breaches implements TranscriptListener {
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger total = new AtomicInteger();
        private final Queue<String> found = new ConcurrentLinkedQueue<>();

        @Override
        public void opened(Instant time, String client, String server) {
            open.incrementAndGet();
            total.incrementAndGet();
        }

        @Override
        public void data(Instant time, Side sender, byte[] bytes, List<Entry> entries) {
            completed(time, sender, entries);
        }

        @Override
        public void completed(Instant time, Side sender, List<Entry> entries) {
            entries.forEach(entry -> add(sender, entry.description().breach()));
        }

        @Override
        public void ended(Instant time, Side sender, @Nullable ProtocolException breach) {
            add(sender, breach);
        }

        @Override
        public void closed(Instant time, @Nullable Side breaker, @Nullable String broken) {
            open.decrementAndGet();
        }

        private void add(Side side, @Nullable ProtocolException breach) {
            if (breach != null) {
                found.add(side + ": " + breach.getMessage());
            }
        }
    }

    private static void check(
            Supplier<? extends Dialogue<?, ?>> dialogues,
            Supplier<Function<Peer, ByteSession>> services,
            Conversation conversation)
            throws Exception {
        check(new MemoryTransport(), dialogues, services.get(), conversation);
        for (int seed = 0; seed < SEEDS; seed++) {
            FaultPlan plan = FaultPlan.seeded(seed).withBoth(CUTS);
            check(new FaultTransport(new MemoryTransport(), plan), dialogues, services.get(), conversation);
        }
    }

    private static void check(
            Transport carrier,
            Supplier<? extends Dialogue<?, ?>> dialogues,
            Function<Peer, ByteSession> service,
            Conversation conversation)
            throws Exception {
        Breaches breaches = new Breaches();
        Transport transport = new TraceTransport(carrier, dialogues, peer -> breaches);
        Server server = transport.serve(Endpoint.loopback(0), service);
        try {
            conversation.run(transport, server.endpoint());
            await().atMost(ChildProcess.PATIENCE).until(() -> breaches.open.get() == 0);
        } finally {
            server.stop(Duration.ZERO);
        }
        assertThat(breaches.found).as(carrier.toString()).isEmpty();
        assertThat(breaches.total.get()).isGreaterThan(1);
    }

    @Test
    void xor() throws Exception {
        byte[] text = new byte[12_345];
        new Random(1).nextBytes(text);
        ScoreRegister scores = (student, points) -> points;
        for (byte[] each : new byte[][] {text, {}}) {
            XorService service = new XorService(new XorTask(XorText.of(each), () -> "tree", scores));
            for (ChecksumChoice choice : ChecksumChoice.values()) {
                check(XorDialogue::new, () -> service, (transport, server) -> {
                    XorClient client = new XorClient(transport, server);
                    assertThat(client.run("sbmt", 20_201_234, choice)).isNotNull();
                    assertThat(client.run("test", 1, choice)).isNotNull();
                });
            }
        }
    }

    @Test
    void crds() throws Exception {
        Room room = new Room("network lab", "239.0.0.1", 5001);
        Conversation conversation = (transport, server) -> {
            CrdsClient client = new CrdsClient(transport, server);
            CrdsClient keeping = client.keepingConnection();
            assertThat(client.find(room.name())).isNull();
            for (CrdsClient each : List.of(client, keeping)) {
                assertThat(each.rooms()).isEmpty();
                assertThat(each.create(room)).isNotNull();
                assertThat(client.find(room.name())).isNotNull();
                assertThat(each.rooms()).hasSize(1);
                assertThat(each.delete(room.name())).isNotNull();
            }
            keeping.close();
        };
        check(CrdsDialogue::new, () -> new CrdsService(new MemoryRoomDirectory()), conversation);
    }

    @Test
    void crds_withOverwrite() throws Exception {
        DirectoryRules rules = new DirectoryRules(10, true);
        check(
                () -> new CrdsDialogue(rules),
                () -> new CrdsService(new MemoryRoomDirectory(rules)),
                (transport, server) -> {
                    CrdsClient client = new CrdsClient(transport, server);
                    assertThat(client.create(new Room("a", "239.0.0.1", 1))).isNotNull();
                    assertThat(client.create(new Room("a", "239.0.0.2", 2))).isNotNull();
                });
    }

    @Test
    void grades() throws Exception {
        GradeBook book = sampleBook();
        Student student = book.students().iterator().next();
        for (GradeReplyForm form : GradeReplyForm.values()) {
            Conversation conversation = (transport, server) -> {
                for (GradeCommand command : GradeCommand.values()) {
                    GradeRequest request = new GradeRequest(
                            student.id(), command, command.name().startsWith("GL") ? "" : ", ");
                    assertThat(new GradeClient(transport, server).ask(request, student.key()))
                            .isInstanceOf(GradeAnswer.class);
                }
            };
            for (Supplier<GradeDialogue> dialogues : List.<Supplier<GradeDialogue>>of(
                    GradeDialogue::new, () -> new GradeDialogue(id -> key(book, id)))) {
                GradeService closing = new GradeService(() -> book, form, false, GradeListener.SILENT);
                check(dialogues, () -> closing, conversation);
                GradeService open = new GradeService(() -> book, form, true, GradeListener.SILENT);
                // Not in memory, where a client notices no pause of a server that keeps the connection open.
                check(new TcpTransport(), dialogues, open, conversation);
            }
        }
    }

    private static @Nullable FernetKey key(GradeBook book, StudentId id) {
        Student student = book.student(id);
        return student == null ? null : student.key();
    }

    private static GradeBook sampleBook() throws Exception {
        try (Reader csv = new InputStreamReader(
                Objects.requireNonNull(Labnet.class.getResourceAsStream("demo/grades.csv"), "grades.csv"),
                StandardCharsets.UTF_8)) {
            return GradeBookReader.read(csv, "grades.csv");
        }
    }

    @Test
    void numbers() throws Exception {
        NumberService service = new NumberService("server", () -> 10, new ServerStopper(), NumberListener.SILENT);
        check(NumberDialogue::new, () -> service, (transport, server) -> {
            NumberClient client = new NumberClient(transport, server);
            assertThat(client.exchange(new NumberRequest("client", 25)).fault()).isEmpty();
            assertThat(client.exchange(new NumberRequest("Zo\u00eb", 100)).fault())
                    .isEmpty();
        });
    }

    @Test
    void compute() throws Exception {
        for (FibonacciCount count : FibonacciCount.values()) {
            checkCompute(new ComputeSettings(
                    count, WordCounter.Rule.RUNS, ComputeSettings.documented().maxN(), Duration.ofSeconds(60)));
        }
    }

    private static void checkCompute(ComputeSettings settings) throws Exception {
        TestPlan plan = new TestPlan(2, 3, 2000, Optional.of(TextSource.of("A B caf\u00e9 ".repeat(500))), 1);
        try (ComputeService service = new ComputeService(settings, ComputeListener.SILENT)) {
            Conversation conversation = (transport, server) -> {
                ComputeGrader grader =
                        new ComputeGrader(transport, server, Duration.ofMillis(1), Duration.ofSeconds(30));
                assertThat(grader.run(plan, GraderListener.SILENT)).isEqualTo(ComputeGrader.MAX_POINTS);
            };
            check(ComputeDialogue::new, () -> service, conversation);
            check(() -> new ComputeDialogue(settings), () -> service, conversation);
        }
    }
}
