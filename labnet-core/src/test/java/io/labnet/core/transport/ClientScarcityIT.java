// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.core.session.ToyProtocols;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that runs out of files or memory, in a process of its own. */
class ClientScarcityIT {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "unix"})
    void files_areGivenBackAlthoughThereWereNoMore(String transport) throws Exception {
        try (Server server = serve(transport)) {
            assertThat(run("files", server)).isEqualTo("connected again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "unix"})
    void buffers_mayBeLargerThanTheMemoryOutsideTheHeap(String transport) throws Exception {
        try (Server server = serve(transport)) {
            assertThat(run("buffers", server)).isEqualTo("all of it");
        }
    }

    private Server serve(String transport) throws IOException {
        return transport.equals("unix")
                ? new UnixTransport().serve(UnixTransport.at(directory.resolve("server")), ClientScarcityIT::answer)
                : new TcpTransport().serve(Endpoint.loopback(0), ClientScarcityIT::answer);
    }

    private static ByteSession answer(Peer peer) {
        return new Conversation<>(ToyProtocols.LINES, (line, out) -> {
            if (line.equals("?")) {
                out.send("all of it\n");
            }
        });
    }

    private static String run(String what, Server server) throws Exception {
        assumeThat(new File("/bin/sh").canExecute())
                .as("a shell, which limits files")
                .isTrue();
        Process process = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "ulimit -n 64 && exec \"$@\"",
                        "sh",
                        System.getProperty("labnet.jvm", System.getProperty("java.home") + "/bin/java"),
                        "-Xmx64m",
                        "-XX:MaxDirectMemorySize=4m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrowdedClient.class.getName(),
                        what,
                        server.endpoint().host(),
                        Integer.toString(server.endpoint().port()))
                .redirectErrorStream(true)
                .start();
        try {
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
        } finally {
            process.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
        }
    }
}
