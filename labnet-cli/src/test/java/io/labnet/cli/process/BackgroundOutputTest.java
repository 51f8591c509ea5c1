// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.labnet.cli.ChildProcess;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackgroundOutputTest {
    private static final int MANY = 20_000;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void lines_arriveInOrder() {
        PrintStream out = BackgroundOutput.inFrontOf(written);
        IntStream.range(0, 1000).forEach(i -> out.println("line " + i));
        out.close();
        assertThat(lines())
                .isEqualTo(IntStream.range(0, 1000).mapToObj(i -> "line " + i).toList());
    }

    @Test
    void text_isUtf8() {
        PrintStream out = BackgroundOutput.inFrontOf(written);
        out.println("Benoît");
        out.close();
        assertThat(lines()).containsExactly("Benoît");
    }

    @Test
    void writer_stoppedReader_doesNotBlock() {
        CountDownLatch reading = new CountDownLatch(1);
        PrintStream out = BackgroundOutput.inFrontOf(stoppedUntil(reading));
        // Would never come back if a line waited for the reader.
        IntStream.range(0, MANY).forEach(i -> out.println("line " + i));
        reading.countDown();
        // The next line that finds room tells of those that did not.
        await().atMost(ChildProcess.PATIENCE).until(() -> {
            out.println("again");
            return written.toString(StandardCharsets.UTF_8).contains("dropped");
        });
        out.close();
        List<String> lines = lines();
        assertThat(lines.get(0)).isEqualTo("line 0");
        assertThat(lines)
                .anyMatch(line -> line.matches("\\(\\d+ lines were dropped: the output was not being read\\)"));
        assertThat(lines).doesNotContain("line " + (MANY - 1));
    }

    @Test
    void close_stoppedReader_doesNotBlock() {
        CountDownLatch never = new CountDownLatch(1);
        PrintStream out = BackgroundOutput.inFrontOf(stoppedUntil(never));
        out.println("line");
        out.close();
        assertThat(lines()).isEmpty();
        never.countDown();
    }

    private OutputStream stoppedUntil(CountDownLatch reading) {
        return new OutputStream() {
            @Override
            public void write(int b) {
                throw new AssertionError("lines come as arrays");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                try {
                    reading.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                written.write(bytes, offset, length);
            }
        };
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
