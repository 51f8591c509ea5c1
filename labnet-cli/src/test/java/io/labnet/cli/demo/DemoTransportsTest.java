// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.listen.DevelopmentCertificate;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.UnixTransport;
import io.labnet.core.transport.fault.FaultPlan;
import io.labnet.core.transport.fault.FaultTransport;
import io.labnet.core.transport.fault.StreamFaults;
import io.labnet.core.transport.tls.TlsClientOptions;
import io.labnet.core.transport.tls.TlsIdentity;
import io.labnet.core.transport.tls.TlsServerOptions;
import io.labnet.core.transport.tls.TlsTransport;
import io.labnet.netty.NettyTransport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All sections of the demonstration over every transport, and over faults: the results are those over TCP. */
class DemoTransportsTest {
    private static final Endpoint LOOPBACK = Endpoint.loopback(0);
    private static final int SEEDS = 100;

    /** The divisor of sizes for each transport: a TLS handshake takes milliseconds. */
    private static final int MEDIUM = 5;

    /** The divisor of sizes under faults, with which each seed takes a fraction of a second. */
    private static final int SMALL = 50;

    private static final StreamFaults BENIGN = StreamFaults.none()
            .withSplit(100)
            .withCoalescing(Duration.ofNanos(100_000))
            .withDelay(Duration.ofNanos(50_000))
            .withJitter(Duration.ofNanos(100_000));

    @TempDir
    private Path directory;

    /** The transports, each with an endpoint for its servers. */
    private enum Kind {
        NETTY,
        TLS,
        UNIX,
        MEMORY;

        DemoEnvironment environment(Path directory) throws IOException {
            return switch (this) {
                case NETTY -> medium(new NettyTransport(), LOOPBACK);
                case TLS -> medium(tls(directory), LOOPBACK);
                case UNIX -> medium(new UnixTransport(), UnixTransport.at(directory.resolve("server")));
                case MEMORY -> medium(new MemoryTransport(), LOOPBACK);
            };
        }
    }

    private static DemoEnvironment medium(Transport transport, Endpoint anywhere) {
        return new DemoEnvironment(transport, anywhere, MEDIUM);
    }

    private static Transport tls(Path directory) throws IOException {
        TlsIdentity identity = DevelopmentCertificate.at(directory.resolve("tls.pem"));
        return new TlsTransport(
                new TcpTransport(),
                TlsServerOptions.of(identity),
                TlsClientOptions.defaults().withFingerprint(identity.fingerprint()));
    }

    @ParameterizedTest
    @EnumSource
    void results_areThoseOverTcp(Kind kind) throws IOException {
        assertThat(results(kind.environment(directory))).isEqualTo(results(medium(new TcpTransport(), LOOPBACK)));
    }

    /** Several seeds at the same time, since they spend most of the time waiting. */
    @Test
    void results_withFaultsAreThoseOverTcp() throws Exception {
        List<String> expected = results(new DemoEnvironment(new TcpTransport(), LOOPBACK, SMALL));
        ExecutorService threads = Executors.newFixedThreadPool(10);
        try {
            List<Callable<Void>> checks = new ArrayList<>();
            for (int seed = 0; seed < SEEDS; seed++) {
                FaultPlan plan = FaultPlan.seeded(seed).withBoth(BENIGN);
                checks.add(() -> {
                    FaultTransport faulty = new FaultTransport(new MemoryTransport(), plan);
                    assertThat(results(new DemoEnvironment(faulty, LOOPBACK, SMALL)))
                            .as("with " + plan)
                            .isEqualTo(expected);
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

    /** Runs all sections. Returns the lines with results, which are the same in each run. */
    private static List<String> results(DemoEnvironment environment) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        boolean good =
                DemoCommand.run(new Transcript(new PrintStream(printed, true, StandardCharsets.UTF_8)), environment);
        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(good).as(text).isTrue();
        return text.lines().filter(line -> line.startsWith("  ok ")).toList();
    }
}
