// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Peer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerLinesTest {
    private static final Peer ANN = new Peer("127.0.0.1", 48528);
    private static final Peer BEN = new Peer("127.0.0.1", 48530);

    /** A generous bound on the duration of the test in seconds, during which further lines are permitted. */
    private static final int ONE_MINUTE = 60;

    private final List<String> written = new ArrayList<>();
    private final PeerLines lines = new PeerLines(written::add);

    @Test
    void documentedLine_afterLineOfSameClient_isUnchanged() {
        lines.printNaming(ANN, "Connection received from 127.0.0.1 on port 48528.");
        lines.print(ANN, "User found.");
        lines.print(BEN, "User found.");
        lines.print(BEN, "Received GG command from client.");
        lines.print(ANN, "Received GG command from client.");

        assertThat(written)
                .containsExactly(
                        "Connection received from 127.0.0.1 on port 48528.",
                        "User found.",
                        "[127.0.0.1:48530]",
                        "User found.",
                        "Received GG command from client.",
                        "[127.0.0.1:48528]",
                        "Received GG command from client.");
    }

    @Test
    void documentedRefusal_isEscapedAndPrecededByClient() {
        lines.print(ANN, "Message received from client");
        lines.printRefusal(BEN, "Client message refused: \u001b[2J");

        assertThat(written)
                .containsExactly(
                        "[127.0.0.1:48528]",
                        "Message received from client",
                        "[127.0.0.1:48530]",
                        "Client message refused: \\x1b[2J");
    }

    @Test
    void refusals_areLimitedInNumberAndLength() {
        for (int i = 0; i < 100_000; i++) {
            lines.refuse(ANN, "x".repeat(1000));
        }
        lines.stopped();

        assertThat(written.size()).isBetween(20, 20 + 10 * ONE_MINUTE);
        assertThat(written.get(0)).startsWith("[127.0.0.1:48528] xxx").endsWith("... (400 more)");
        assertThat(written).last().asString().startsWith("127.0.0.1: ").endsWith(" left out in the last second");
    }

    @Test
    void linesOfOneAddress_areLimitedSeparatelyFromRefusals() {
        for (int i = 0; i < 100_000; i++) {
            lines.print(new Peer("127.0.0.1", i % 0xffff), "User found.");
        }
        lines.refuse(ANN, "why");
        lines.print(new Peer("10.0.0.1", 1), "User found.");

        assertThat(written.size()).isBetween(2 * 1000, 2 * (1000 + 50 * ONE_MINUTE));
        assertThat(written).endsWith("[127.0.0.1:48528] why", "[10.0.0.1:1]", "User found.");
    }

    @Test
    void linesAboutConnections_haveTheLimitOfRefusals() {
        for (int i = 0; i < 100_000; i++) {
            lines.printConnection(new Peer("127.0.0.1", i % 0xffff), "Connection received.");
        }
        lines.refuse(ANN, "why");

        assertThat(written.size()).isBetween(21, 21 + 11 * ONE_MINUTE);
        assertThat(written).endsWith("[127.0.0.1:48528] why");
    }

    @Test
    void wholeClass_losesNoLine() {
        for (int client = 0; client < 18; client++) {
            for (int i = 0; i < 50; i++) {
                lines.print(new Peer("127.0.0.1", 40_000 + client), "line " + client + " " + i);
            }
        }
        assertThat(written).filteredOn(line -> line.startsWith("line ")).hasSize(18 * 50);
    }
}
