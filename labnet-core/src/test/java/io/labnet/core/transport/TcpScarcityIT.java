// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.labnet.core.codec.Boundary;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that runs out of files or memory, in a process of its own. */
class TcpScarcityIT {
    private static final int FILES = 64;
    private static final int CLIENTS = 2 * FILES;
    private static final Duration WATCH = Duration.ofSeconds(2);

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
    void tooManyOpenFiles_areSurvived() throws IOException {
        Endpoint server = start("ulimit -n " + FILES + " && exec \"$@\"");
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
        // Each that leaves makes room for another, until all have been served.
        for (int i = 0; i < CLIENTS; i++) {
            assertThat(readUntilThere(clients.get(i))).isEqualTo((byte) ('0' + i % 10));
            clients.get(i).close();
        }
        assertThat(Integer.parseInt(ask(""))).isOne();
    }

    @Test
    void serve_thatRunsOutOfFilesGivesBackWhatItTook() throws IOException {
        start("ulimit -n " + FILES + " && exec \"$@\"");
        assertThat(ask("1000")).isEqualTo("IOException, served again");
    }

    @Test
    void serve_thatRunsOutOfMemoryGivesBackWhatItTook() throws IOException {
        start("exec \"$@\"");
        assertThat(ask("1000")).isEqualTo("OutOfMemoryError, served again");
    }

    /** Has everything that serves loaded, while there are files to load it from. */
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

    private Endpoint start(String script) throws IOException {
        assumeThat(new File("/bin/sh").canExecute())
                .as("a shell, which limits files")
                .isTrue();
        String java = System.getProperty("labnet.jvm", System.getProperty("java.home") + "/bin/java");
        process = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        script,
                        "sh",
                        java,
                        "-Xmx64m",
                        "-XX:MaxDirectMemorySize=4m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrowdedServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ask = new PrintWriter(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        String port = answers.readLine();
        assumeThat(port).as("a process with a limit of files").isNotNull();
        return Endpoint.loopback(Integer.parseInt(port));
    }

    private String ask(String question) throws IOException {
        assertThat(ask).isNotNull();
        assertThat(answers).isNotNull();
        ask.println(question);
        return answers.readLine();
    }
}
