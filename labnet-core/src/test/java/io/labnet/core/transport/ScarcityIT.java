// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.core.session.ToyProtocols;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers and clients that run out of file descriptors or memory, each in a separate process. */
class ScarcityIT {
    private static final int FILES = 64;
    private static final int CLIENTS = 2 * FILES;
    private static final String LIMITED = "ulimit -n " + FILES + " && exec \"$@\"";
    private static final Duration WATCH = Duration.ofSeconds(2);

    @TempDir
    private Path directory;

    private final List<Connection> clients = new ArrayList<>();
    private @Nullable Process process;
    private @Nullable PrintWriter ask;
    private @Nullable BufferedReader answers;

    @AfterEach
    void end() throws Exception {
        clients.forEach(Connection::close);
        if (process != null) {
            process.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void tooManyOpenFiles_serverRecovers() throws IOException {
        Endpoint server = start(LIMITED);
        warmUp(server);
        // The system completes every connection; the server can't accept them all.
        for (int i = 0; i < CLIENTS; i++) {
            Connection client = connect(server);
            clients.add(client);
            client.write(line(i));
        }
        assertThat(failures()).isOne();
        Duration before = processorTime();
        assertThatThrownBy(() -> clients.get(CLIENTS - 1).read(ByteBuffer.allocate(1)))
                .as("a connection that can't be accepted")
                .isInstanceOf(SocketTimeoutException.class);
        assertThat(processorTime().minus(before)).as("used in " + WATCH).isLessThan(WATCH.dividedBy(2));
        // Each closed connection frees a file descriptor for the next one, until all have been served.
        for (int i = 0; i < CLIENTS; i++) {
            assertThat(readUntilThere(clients.get(i))).isEqualTo((byte) ('0' + i % 10));
            clients.get(i).close();
        }
        assertThat(Integer.parseInt(ask(""))).isOne();
    }

    @Test
    void serve_outOfFiles_releasesResources() throws IOException {
        start(LIMITED);
        assertThat(ask("1000")).isEqualTo("IOException, served again");
    }

    @Test
    void serve_outOfMemory_releasesResources() throws IOException {
        start("exec \"$@\"");
        assertThat(ask("1000")).isEqualTo("OutOfMemoryError, served again");
    }

    /** Makes the server load all its classes, while file descriptors are available. */
    private static void warmUp(Endpoint server) throws IOException {
        for (int i = 0; i < 3; i++) {
            Connection client = connect(server);
            client.write(line(i));
            assertThat(readUntilThere(client)).isEqualTo((byte) ('0' + i));
            client.close();
        }
    }

    private int failures() throws IOException {
        int failures = 0;
        for (long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
                failures == 0 && System.nanoTime() - until < 0; ) {
            failures = Integer.parseInt(ask(""));
        }
        return failures;
    }

    private Duration processorTime() {
        assertThat(process).isNotNull();
        Optional<Duration> used = process.info().totalCpuDuration();
        assumeThat(used).as("the processor time of a process").isPresent();
        return used.orElseThrow();
    }

    private static Connection connect(Endpoint server) throws IOException {
        return new TcpTransport().connect(server, ConnectOptions.defaults().withReadTimeout(WATCH));
    }

    private static ByteBuffer line(int i) {
        return ByteBuffer.wrap((i % 10 + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static byte readUntilThere(Connection client) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(1);
        for (int i = 0; i < 30; i++) {
            try {
                assertThat(client.read(in)).isEqualTo(Boundary.MORE);
                return in.get(0);
            } catch (SocketTimeoutException e) {
                assertThat(in.position()).isZero();
            }
        }
        throw new AssertionError("not served in " + WATCH.multipliedBy(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "unix"})
    void client_outOfFiles_releasesThem(String transport) throws Exception {
        try (Server server = serve(transport)) {
            assertThat(run("files", server)).isEqualTo("connected again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "unix"})
    void largeBuffers_beyondDirectMemory_areTransferred(String transport) throws Exception {
        try (Server server = serve(transport)) {
            assertThat(run("buffers", server)).isEqualTo("all of it");
        }
    }

    private Server serve(String transport) throws IOException {
        return transport.equals("unix")
                ? new UnixTransport().serve(UnixTransport.at(directory.resolve("server")), ScarcityIT::answer)
                : new TcpTransport().serve(Endpoint.loopback(0), ScarcityIT::answer);
    }

    private static ByteSession answer(Peer peer) {
        return new Conversation<>(ToyProtocols.LINES, (line, out) -> {
            if (line.equals("?")) {
                out.send("all of it\n");
            }
        });
    }

    private Endpoint start(String script) throws IOException {
        Process started = process(script).start();
        process = started;
        ask = new PrintWriter(started.getOutputStream(), true, StandardCharsets.US_ASCII);
        answers = new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.US_ASCII));
        String port = answers.readLine();
        assumeThat(port).as("a process with a limit of files").isNotNull();
        return Endpoint.loopback(Integer.parseInt(port));
    }

    private String run(String what, Server server) throws IOException {
        process = process(
                        LIMITED,
                        what,
                        server.endpoint().host(),
                        "" + server.endpoint().port())
                .start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
    }

    /** A shell that limits the file descriptors, then executes the process. */
    private static ProcessBuilder process(String script, String... args) {
        assumeThat(new File("/bin/sh").canExecute())
                .as("a shell, which limits files")
                .isTrue();
        String java = System.getProperty("labnet.jvm", System.getProperty("java.home") + "/bin/java");
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh", java));
        command.addAll(List.of("-Xmx64m", "-XX:MaxDirectMemorySize=4m", "-cp", System.getProperty("java.class.path")));
        command.add(CrowdedProcess.class.getName());
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private String ask(String question) throws IOException {
        assertThat(ask).isNotNull();
        assertThat(answers).isNotNull();
        ask.println(question);
        return answers.readLine();
    }
}
