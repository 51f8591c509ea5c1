// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Transcript transcript = new Transcript(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void conclude_isGoodWhenEverythingWasAsExpected() {
        section("echo", shown -> {
            shown.print("A word is said:");
            shown.expect("hello", "hello", "hello");
            shown.expect("ten", 10, 10);
        });

        assertThat(transcript.conclude()).isTrue();
        assertThat(text())
                .contains("echo: shows echo", "A word is said:", "  ok    hello: hello", "  ok    ten: 10")
                .containsPattern("echo +2 +0 +\\d+ ms")
                .endsWith("Everything was as expected.\n");
    }

    @Test
    void conclude_isBadWhenOneThingDiffers() {
        section("good", shown -> shown.expect("ten", 10, 10));
        section("bad", shown -> {
            shown.expect("ten", 10, 10);
            shown.expect("eleven", 11, 12);
            shown.expect("twelve", 12, 12);
        });
        section("good again", shown -> shown.expect("ten", 10, 10));

        assertThat(transcript.conclude()).isFalse();
        assertThat(text())
                .contains("  DIFFERS eleven\n    expected: 11\n    found:    12\n")
                .containsPattern("bad +3 +1 +\\d+ ms")
                .containsPattern("good again +1 +0 +\\d+ ms")
                .endsWith("Something differs from what was expected.\n");
    }

    @Test
    void conclude_isBadWhenASectionThrows() {
        section("broken", shown -> {
            shown.expect("ten", 10, 10);
            throw new IOException("the server is gone");
        });
        section("next", shown -> shown.expect("ten", 10, 10));

        assertThat(transcript.conclude()).isFalse();
        assertThat(text())
                .contains("found:    java.io.IOException: the server is gone")
                .containsPattern("broken +2 +1 +\\d+ ms")
                .containsPattern("next +1 +0 +\\d+ ms");
    }

    @Test
    void conclude_isBadWhenASectionChecksNothing() {
        section("good", shown -> shown.expect("ten", 10, 10));
        section("idle", shown -> shown.print("Nothing happens."));

        assertThat(transcript.conclude()).isFalse();
        assertThat(text()).containsPattern("idle +0 +0 +\\d+ ms");
    }

    @Test
    void conclude_isBadWhenThereWasNothing() {
        assertThat(transcript.conclude()).isFalse();
    }

    private void section(String system, DemoSection section) {
        transcript.section(system, "shows " + system, section);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
