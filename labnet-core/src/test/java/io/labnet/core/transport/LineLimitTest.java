// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineLimitTest {
    private static final String HOST = "127.0.0.1";

    private final List<String> counts = new ArrayList<>();

    /** The tasks to run one second delayed. */
    private final Queue<Runnable> delayed = new ArrayDeque<>();

    private long now;

    private final LineLimit limit = new LineLimit(10, 20, counts::add, () -> now, delayed::add);

    @Test
    void burst_isPermittedImmediately() {
        assertThat(permitted(HOST, 1000)).isEqualTo(20);
    }

    @Test
    void flood_isLimitedToTenLinesPerSecond() {
        permitted(HOST, 1000);
        int lines = 0;
        for (int millis = 0; millis < 60_000; millis++) {
            now += Duration.ofMillis(1).toNanos();
            lines += permitted(HOST, 10);
        }
        assertThat(lines).isEqualTo(600);
    }

    @Test
    void pause_refillsBurstOnly() {
        permitted(HOST, 1000);
        now += Duration.ofDays(1).toNanos();
        assertThat(permitted(HOST, 1000)).isEqualTo(20);
    }

    @Test
    void address_doesNotAffectOtherAddress() {
        permitted(HOST, 1_000_000);
        assertThat(permitted("10.0.0.1", 20)).isEqualTo(20);
    }

    /** If no thread is available, the line is still omitted, and reported once a thread is available. */
    @Test
    void counts_noThreadAtFirst_areReportedLater() {
        Queue<Error> faults = new ArrayDeque<>(List.of(new OutOfMemoryError("unable to create native thread")));
        LineLimit scarce = new LineLimit(1, 1, counts::add, () -> now, task -> {
            Error fault = faults.poll();
            if (fault != null) {
                throw fault;
            }
            delayed.add(task);
        });

        assertThat(scarce.permits(HOST)).isTrue();
        assertThat(scarce.permits(HOST)).isFalse();
        assertThat(delayed).isEmpty();
        assertThat(scarce.permits(HOST)).isFalse();
        delayed.remove().run();

        assertThat(counts).containsExactly(HOST + ": 2 lines left out in the last second");
    }

    @Test
    void counts_areReportedOncePerSecond() {
        permitted(HOST, 1254);
        assertThat(delayed).hasSize(1);
        assertThat(counts).isEmpty();
        delayed.remove().run();
        assertThat(counts).containsExactly("127.0.0.1: 1,234 lines left out in the last second");

        permitted(HOST, 1);
        delayed.remove().run();
        assertThat(counts).last().isEqualTo("127.0.0.1: 1 line left out in the last second");
        assertThat(delayed).isEmpty();
    }

    @Test
    void printCounts_reportsImmediatelyAndOnce() {
        permitted(HOST, 21);
        limit.printCounts();
        limit.printCounts();
        delayed.remove().run();
        assertThat(counts).hasSize(1);
    }

    @Test
    void manyAddresses_shareOneLimit() {
        int lines = IntStream.range(0, 100_000)
                .map(i -> permitted("10." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256, 3))
                .sum();
        assertThat(lines).isEqualTo(200);
        delayed.remove().run();
        assertThat(counts)
                .hasSize(6)
                .last()
                .asString()
                .startsWith("other addresses: 29")
                .endsWith(" lines left out in the last second");
    }

    @Test
    void idleAddresses_areRemovedForNewOnes() {
        for (int i = 0; i < 1024; i++) {
            permitted("10.0." + i / 256 + "." + i % 256, 1);
        }
        now += Duration.ofMinutes(1).toNanos();
        limit.printCounts();
        assertThat(permitted("192.0.2.1", 20) + permitted("192.0.2.2", 20)).isEqualTo(40);
    }

    @Test
    void new_limitBelowOne_throws() {
        assertThatThrownBy(() -> new LineLimit(0, 1, counts::add)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LineLimit(1, 0, counts::add)).isInstanceOf(IllegalArgumentException.class);
    }

    private int permitted(String address, int lines) {
        return (int)
                IntStream.range(0, lines).filter(i -> limit.permits(address)).count();
    }
}
