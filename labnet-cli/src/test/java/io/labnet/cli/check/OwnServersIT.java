// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.check.CheckOptions;
import io.labnet.check.CheckReport;
import io.labnet.check.Checker;
import io.labnet.check.Suite;
import io.labnet.check.Target;
import io.labnet.check.suite.Suites;
import io.labnet.cli.listen.DevelopmentCertificate;
import io.labnet.compute.server.ComputeListener;
import io.labnet.compute.server.ComputeService;
import io.labnet.compute.server.ComputeSettings;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.fault.FaultPlan;
import io.labnet.core.transport.fault.FaultTransport;
import io.labnet.core.transport.tls.TlsClientOptions;
import io.labnet.core.transport.tls.TlsIdentity;
import io.labnet.core.transport.tls.TlsServerOptions;
import io.labnet.core.transport.tls.TlsTransport;
import io.labnet.core.transport.trace.Side;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.server.CrdsListener;
import io.labnet.crds.server.CrdsService;
import io.labnet.grades.GradeBook;
import io.labnet.grades.GradeReplyForm;
import io.labnet.grades.file.GradeBookReader;
import io.labnet.grades.server.GradeListener;
import io.labnet.grades.server.GradeService;
import io.labnet.numbers.server.NumberListener;
import io.labnet.numbers.server.NumberService;
import io.labnet.xorproto.server.RandomWords;
import io.labnet.xorproto.server.XorListener;
import io.labnet.xorproto.server.XorService;
import io.labnet.xorproto.server.XorTask;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Our own servers pass the check, also over TLS, and when the stream cuts and delays what it carries. */
@Execution(ExecutionMode.CONCURRENT)
class OwnServersIT {
    private static final int WORDS = 6_000;

    /** More than the default, because the machine may be busy. */
    private static final CheckOptions PATIENT = new CheckOptions(
            List.of(),
            List.of(),
            Map.of(),
            false,
            CheckOptions.DEFAULT_SEED,
            Duration.ofSeconds(20),
            Duration.ofMinutes(10),
            null);

    @TempDir
    private Path folder;

    /** Other tests look at the streams of this process meanwhile. */
    private static final ServerOptions QUIET = ServerOptions.defaults().withListener(ServerListener.SILENT);

    /** How server and checker reach each other. */
    private record Way(String name, Transport serving, Transport connecting) {}

    @TestFactory
    Stream<DynamicTest> ownServers_pass() throws Exception {
        Transport tcp = new TcpTransport();
        TlsIdentity identity = DevelopmentCertificate.at(folder.resolve("tls.pem"));
        List<Way> ways = List.of(
                new Way("tcp", tcp, tcp),
                new Way(
                        "tls",
                        new TlsTransport(tcp, TlsServerOptions.of(identity)),
                        new TlsTransport(tcp, TlsClientOptions.defaults().withFingerprint(identity.fingerprint()))),
                new Way("faults", new FaultTransport(tcp, FaultPlan.parse("split=7,delay=1ms", 1)), tcp));
        Map<String, Function<Peer, ByteSession>> services = services();
        return ways.stream().flatMap(way -> services.entrySet().stream()
                .map(service -> DynamicTest.dynamicTest(
                        service.getKey() + " over " + way.name(),
                        () -> assertPasses(service.getKey(), service.getValue(), way))));
    }

    private Map<String, Function<Peer, ByteSession>> services() throws Exception {
        Map<String, String> files =
                Suites.find("grades", Side.SERVER).orElseThrow().prepare(folder);
        GradeBook book = GradeBookReader.read(Path.of(files.get("grades")));
        XorTask task = new XorTask(
                RandomWords.text(WORDS, new Random(1)),
                XorTask.randomKeys(new SecureRandom()),
                (student, points) -> points);
        return Map.of(
                "grades", new GradeService(() -> book, GradeReplyForm.TOKEN, false, GradeListener.SILENT),
                "crds", new CrdsService(new MemoryRoomDirectory(), CrdsListener.SILENT),
                "xor", new XorService(task, XorListener.SILENT),
                "compute", new ComputeService(ComputeSettings.documented(), ComputeListener.SILENT),
                "numbers",
                        new NumberService(
                                NumberService.DEFAULT_NAME, NumberService::randomNumber, null, NumberListener.SILENT));
    }

    private static void assertPasses(String protocol, Function<Peer, ByteSession> service, Way way) throws Exception {
        Suite suite = Suites.find(protocol, Side.SERVER).orElseThrow();
        try (Server server = way.serving().serve(Endpoint.loopback(0), service, QUIET)) {
            int port = server.endpoint().port();
            Target running = new Target(null, server.endpoint().host(), port, way.connecting(), Map.of());
            CheckReport report = new Checker(suite, running, PATIENT, result -> {}).run();
            assertThat(report.failures()).isEmpty();
            assertThat(report.verdict()).isEqualTo(CheckReport.Verdict.PASSED);
        }
    }
}
