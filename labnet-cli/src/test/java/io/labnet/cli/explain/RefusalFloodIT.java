// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.explain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A client that is refused all the time neither fills the console nor the log, and what was left out is counted. */
class RefusalFloodIT {
    private static final Pattern LEFT_OUT = Pattern.compile("127\\.0\\.0\\.1: ([\\d,]+) lines? left out");
    private static final int REFUSALS = 10_000;
    private static final int CONNECTIONS = 500;

    /** Refusals last well below a minute, of which each second allows ten lines and a count. */
    private static final int MAX_LINES = 20 + 60 * 11;

    @Test
    void refusedMessages_areLimitedAndCounted() throws Exception {
        try (ChildProcess server = ChildProcess.labnet("crds server --port 0").listening()) {
            try (Socket socket = server.connect()) {
                String outsideMulticast = "\2" + "\1a" + "\10" + "10.0.0.1" + "\4" + "5000";
                socket.getOutputStream().write(outsideMulticast.repeat(REFUSALS).getBytes(ISO_8859_1));
                socket.shutdownOutput();
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
            CommandRun run = server.terminated();

            assertCounted(run.lines(), "makeroom a: 10.0.0.1:", REFUSALS);
        }
    }

    @Test
    void refusedConnections_areLimitedAndCounted() throws Exception {
        try (ChildProcess server = ChildProcess.labnet("crds server --port 0").listening()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                refuse(server);
            }
            server.awaitErrorLine(Pattern.compile(".*" + LEFT_OUT.pattern() + ".*"));
            CommandRun run = server.terminated();

            assertCounted(run.lines(), "connected", 2 * CONNECTIONS);
            assertThat(run.errorLines()).hasSizeLessThan(MAX_LINES);
        }
    }

    private static void refuse(ChildProcess server) throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(0xff);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static void assertCounted(List<String> lines, String part, int all) {
        long shown = lines.stream().filter(line -> line.contains(part)).count();
        long leftOut = lines.stream()
                .flatMap(line -> LEFT_OUT.matcher(line).results())
                .mapToLong(RefusalFloodIT::count)
                .sum();
        assertThat(lines).hasSizeLessThan(MAX_LINES).last().asString().containsPattern(LEFT_OUT);
        assertThat(shown + leftOut).isEqualTo(all);
    }

    private static long count(MatchResult leftOut) {
        return Long.parseLong(leftOut.group(1).replace(",", ""));
    }
}
