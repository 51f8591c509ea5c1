// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import io.labnet.core.transport.TcpTransport;
import io.labnet.crds.Room;
import io.labnet.crds.client.CrdsClient;
import io.labnet.crds.client.CreateOutcome;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as a process, and at the other end a Python program that knows only sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirectoryServerIT {
    private static final Pattern FULL =
            Pattern.compile(".*makeroom b.*: refused, the directory is full \\(crds-3\\.6\\), 1 so far");

    private final ChildProcess server = start();

    @AfterAll
    void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"documented", "byte_by_byte", "one_segment", "half_a_command", "unknown_command", "crowd"})
    void server_satisfiesPython(String check) throws Exception {
        server.satisfies("directory_checks.py", check);
    }

    @Test
    void refusals_arePrintedAndCounted() throws Exception {
        try (ChildProcess refusing = start("--quiet")) {
            refusing.satisfies("directory_checks.py", "refusals");
            await().atMost(ChildProcess.PATIENCE).until(() -> refusals(refusing).size() == 13);

            assertThat(refusals(refusing))
                    .containsExactly(
                            "makeroom a: 224.0.0.1:5000: refused, its address lies outside 239.0.0.0/8 (crds-3.3), 1 so far",
                            "makeroom b: 239.0.0.256:5000: refused, its address is not a dotted quad such as 239.0.0.10 (crds-3.2), 1 so far",
                            "makeroom c: 239.0.0.010:5000: refused, its address is not a dotted quad such as 239.0.0.10;"
                                    + " likely cause: leading zeros: write 10, not 010 (crds-3.2), 2 so far",
                            "makeroom d: 239.0.0.1:0: refused, its port lies outside 1 to 65535 (crds-3.4), 1 so far",
                            "makeroom e: 239.0.0.1:65536: refused, its port lies outside 1 to 65535 (crds-3.4), 2 so far",
                            "makeroom f: 239.0.0.1:abc: refused, its port is not one to five digits (crds-3.4), 1 so far",
                            "makeroom g: 239.0.0.1:: refused, its port is not one to five digits (crds-3.4), 2 so far",
                            "makeroom h: :5000: refused, its address is not a dotted quad such as 239.0.0.10 (crds-3.2), 3 so far",
                            "makeroom (bytes 02 00 09 32 33 39 2e 30 2e 30 2e 31 04 35 30 30 30): refused, its name is empty (crds-2.1), 1 so far",
                            "makeroom i\\x1b[2J: 239.0.0.1:5000: refused, its name has a control character (crds-3.1), 1 so far",
                            "makeroom j\\xff: 239.0.0.1:5000: refused, its name is not UTF-8 (crds-3.1), 1 so far",
                            "makeroom room: 239.0.0.1:5000: refused, its name is taken (crds-3.5), 1 so far",
                            "makeroom k: 239.0.0.10:5000: refused, its address and port are taken (crds-3.5), 1 so far");
        }
    }

    @Test
    void rules_areThoseOfTheCommandLine() throws Exception {
        try (ChildProcess strict = start("--max-rooms", "1", "--overwrite")) {
            CrdsClient client = client(strict);

            assertThat(client.create(new Room("a", "239.0.0.1", 1))).isEqualTo(CreateOutcome.CREATED);
            assertThat(client.create(new Room("b", "239.0.0.1", 2))).isEqualTo(CreateOutcome.NOT_THERE);
            assertThat(client.create(new Room("a", "239.0.0.1", 2))).isEqualTo(CreateOutcome.REPLACED);
            assertThat(client.rooms()).containsExactly(new Room("a", "239.0.0.1", 2));
            strict.awaitLine(FULL);
        }
    }

    @Test
    void terminated_itStopsInOrder() throws Exception {
        try (ChildProcess stopping = start()) {
            client(stopping).create(new Room("a", "239.0.0.1", 1));

            String listening = "Chat room directory listening on port " + stopping.awaitPort() + ".\n";
            CommandRun run = stopping.terminated().exited(143);
            assertThat(run.out()).startsWith(listening).contains("] makeroom a: 239.0.0.1:1: made\n");
            assertThat(run.err()).isEmpty();
        }
    }

    private static ChildProcess start(String... options) {
        return ChildProcess.labnet("crds server --port 0", options);
    }

    private static CrdsClient client(ChildProcess server) {
        return new CrdsClient(new TcpTransport(), server.endpoint());
    }

    private static List<String> refusals(ChildProcess server) {
        return server.out()
                .lines()
                .filter(line -> line.contains(": refused, "))
                .map(line -> line.substring(line.indexOf("] ") + 2))
                .toList();
    }
}
