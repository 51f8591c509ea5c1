// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import io.labnet.crds.Room;
import io.labnet.crds.client.CrdsClient;
import io.labnet.store.scores.BestScore;
import io.labnet.store.scores.ScoreBook;
import io.labnet.xorproto.XorResult;
import io.labnet.xorproto.client.ChecksumChoice;
import io.labnet.xorproto.client.XorClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two servers of each system behind HAProxy, with the configuration of {@code docs/scale.md} and one PostgreSQL. One
 * server of each is killed under load: nothing that was acknowledged is lost, and later clients are served.
 */
@Execution(ExecutionMode.SAME_THREAD) // Uses the streams of this process.
class BalancedServersIT {
    private static final int CLIENTS = 3;
    private static final int ENOUGH = 15;
    private static final int LATER_CLIENTS = 20;
    private static final long FIRST_STUDENT = 20_200_000;
    private static final Pattern BLOCK = Pattern.compile("(?s)```haproxy\n(.*?)```");

    private final Transport transport = new TcpTransport();
    private final AtomicInteger next = new AtomicInteger();
    private final Set<Long> scores = ConcurrentHashMap.newKeySet();
    private final Set<Room> rooms = ConcurrentHashMap.newKeySet();
    private volatile boolean enough;

    @TempDir
    private Path directory;

    @Test
    void kill_losesNothingAcknowledgedAndLaterClientsAreServed() throws Exception {
        requireHaproxy();
        String db = PostgresServer.emptyDatabase();
        try (ChildProcess xor1 = ChildProcess.labnet("xor server --port 0 --words 50 --db", db);
                ChildProcess xor2 = ChildProcess.labnet("xor server --port 0 --words 50 --db", db);
                ChildProcess crds1 = ChildProcess.labnet("crds server --port 0 --db", db);
                ChildProcess crds2 = ChildProcess.labnet("crds server --port 0 --db", db)) {
            Endpoint xor = Endpoint.loopback(freePort());
            Endpoint crds = Endpoint.loopback(freePort());
            Path file = configure(Map.of(
                    "4000", xor.port(),
                    "4001", xor1.awaitPort(),
                    "4002", xor2.awaitPort(),
                    "50001", crds.port(),
                    "50011", crds1.awaitPort(),
                    "50012", crds2.awaitPort()));
            try (ChildProcess balancer =
                    ChildProcess.start(Map.of(), List.of("haproxy", "-db", "-f", file.toString()))) {
                awaitListening(xor, balancer);
                awaitListening(crds, balancer);
                killUnderLoad(xor, crds, xor1, crds1);
                // Both served before the kill, so that the kill broke conversations.
                assertThat(xor1.out()).contains("GOOD 50");
                assertThat(xor2.out()).contains("GOOD 50");
                serveLaterClients(xor, crds);
                assertThat(new CrdsClient(transport, crds).rooms()).containsAll(rooms);
                assertThat(standings(db))
                        .allMatch(score -> score.attempts() == 1)
                        .filteredOn(score -> score.points() == 50)
                        .extracting(BestScore::studentId)
                        .containsAll(scores);
                // Without a line for the checks of the balancer.
                assertThat(xor2.err() + crds2.err()).isEmpty();
            }
        }
    }

    /** Nothing but HAProxy has written these headers. */
    @ParameterizedTest
    @ValueSource(strings = {"send-proxy", "send-proxy-v2"})
    void headerOfHaproxy_namesTheClient(String directive) throws Exception {
        requireHaproxy();
        Endpoint numbers = Endpoint.loopback(freePort());
        try (ChildProcess server =
                ChildProcess.labnet("numbers server --port 0 --keep-running --proxy-protocol 127.0.0.1")) {
            Path file = Files.writeString(
                    directory.resolve("haproxy.cfg"), """
                            defaults
                                mode tcp
                                timeout connect 5s
                                timeout client 60s
                                timeout server 60s
                            listen numbers
                                bind %s
                                server one 127.0.0.1:%d %s check
                            """.formatted(numbers, server.awaitPort(), directive));
            try (ChildProcess balancer =
                    ChildProcess.start(Map.of(), List.of("haproxy", "-db", "-f", file.toString()))) {
                awaitListening(numbers, balancer);
                try (Socket client =
                        new Socket(numbers.host(), numbers.port(), InetAddress.getByName("127.0.0.9"), 0)) {
                    client.getOutputStream()
                            .write("{\"client_name\": \"x\", \"client_number\": 5}"
                                    .getBytes(StandardCharsets.US_ASCII));
                    assertThat(client.getInputStream().read()).isEqualTo('{');
                    server.awaitLine(Pattern.compile(
                            ".*Connection accepted from \\('127\\.0\\.0\\.9', " + client.getLocalPort() + "\\)"));
                }
            }
        }
    }

    private void killUnderLoad(Endpoint xor, Endpoint crds, ChildProcess... victims) throws Exception {
        ExecutorService clients = Executors.newCachedThreadPool();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> repeat(() -> submit(xor)));
                clients.execute(() -> repeat(() -> makeRoom(crds)));
            }
            awaitMore();
            for (ChildProcess victim : victims) {
                victim.kill();
            }
            awaitMore();
        } finally {
            enough = true;
            clients.shutdown();
        }
        assertThat(clients.awaitTermination(ChildProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    private void awaitMore() {
        int submitted = scores.size();
        int made = rooms.size();
        await().atMost(ChildProcess.PATIENCE)
                .until(() -> scores.size() >= submitted + ENOUGH && rooms.size() >= made + ENOUGH);
    }

    private interface Attempt {
        boolean succeeds() throws IOException;
    }

    private void repeat(Attempt attempt) {
        while (!enough) {
            // A failure is one of the killed server's conversations; the next attempt follows at once.
            boolean unused = succeeds(attempt);
        }
    }

    private static boolean succeeds(Attempt attempt) {
        try {
            return attempt.succeeds();
        } catch (IOException e) {
            return false;
        }
    }

    private void serveLaterClients(Endpoint xor, Endpoint crds) throws IOException {
        for (int i = 0; i < LATER_CLIENTS; i++) {
            assertThat(submit(xor)).isTrue();
            assertThat(makeRoom(crds)).isTrue();
        }
    }

    private boolean submit(Endpoint xor) throws IOException {
        long student = FIRST_STUDENT + next.getAndIncrement();
        boolean registered = new XorClient(transport, xor)
                                .run("sbmt", student, ChecksumChoice.RFC)
                                .outcome()
                        instanceof XorResult result
                && result.score() == 50
                && result.message().endsWith("YOUR POINTS ARE REGISTERED ON DATABASE");
        return registered && scores.add(student);
    }

    private boolean makeRoom(Endpoint crds) throws IOException {
        int number = next.getAndIncrement();
        Room room = new Room("room" + number, "239.0." + number / 256 + "." + number % 256, 5000);
        CrdsClient client = new CrdsClient(transport, crds);
        return client.create(room).succeeded() && rooms.add(room);
    }

    private static List<BestScore> standings(String db) throws Exception {
        try (ScoreBook book = ScoreBook.openToRead(db)) {
            return book.standings();
        }
    }

    /** Writes the documented configuration with other ports. */
    private Path configure(Map<String, Integer> ports) throws IOException {
        Path page = ChildProcess.basedir().resolveSibling("docs").resolve("scale.md");
        Matcher block = BLOCK.matcher(Files.readString(page));
        assertThat(block.find()).isTrue();
        List<String> replaced = new ArrayList<>();
        String text = Pattern.compile("(?<=127\\.0\\.0\\.1:)\\d+")
                .matcher(block.group(1))
                .replaceAll(port -> {
                    replaced.add(port.group());
                    return ports.get(port.group()).toString();
                });
        assertThat(replaced).containsExactlyInAnyOrderElementsOf(ports.keySet());
        return Files.writeString(directory.resolve("haproxy.cfg"), text);
    }

    /** HAProxy can't choose a port and print it, so a port that is free now must do. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitListening(Endpoint at, ChildProcess balancer) {
        try {
            await().atMost(ChildProcess.PATIENCE).ignoreExceptions().until(() -> {
                new Socket(at.host(), at.port()).close();
                return true;
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("nothing listens on " + at + ": " + balancer, e);
        }
    }

    private static void requireHaproxy() throws Exception {
        try (ChildProcess version = ChildProcess.start(Map.of(), List.of("haproxy", "-v"))) {
            assumeTrue(version.exitCode() == 0, "haproxy does not start here");
        } catch (UncheckedIOException e) {
            assumeTrue(false, "haproxy is not installed");
        }
    }
}
