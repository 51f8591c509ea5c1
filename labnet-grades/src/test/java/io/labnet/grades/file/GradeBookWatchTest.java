// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import static io.labnet.grades.Documented.csv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.labnet.grades.GradeColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradeBookWatchTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void start_checksPeriodically() throws Exception {
        Path file = Files.writeString(folder.resolve("grades.csv"), csv("7"));
        GradeBookFile book = new GradeBookFile(file, problem -> {});
        try (GradeBookWatch watch = GradeBookWatch.start(book, Duration.ofMillis(1))) {
            assertThat(watch).isNotNull();
            Files.writeString(file, csv("10.5"));

            await().atMost(TIMEOUT).untilAsserted(() -> assertThat(book.get().average(GradeColumn.MIDTERM))
                    .isEqualTo("10.5"));
        }
    }

    @Test
    void failingListener_doesNotEndTheChecks() throws Exception {
        Path file = Files.writeString(folder.resolve("grades.csv"), csv("7"));
        CountDownLatch warned = new CountDownLatch(1);
        GradeBookFile book = new GradeBookFile(file, problem -> {
            warned.countDown();
            throw new IllegalStateException("the listener fails on purpose", problem);
        });
        try (GradeBookWatch watch = GradeBookWatch.start(book, Duration.ofMillis(1))) {
            assertThat(watch).isNotNull();
            Files.writeString(file, csv("broken"));
            assertThat(warned.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            Files.writeString(file, csv("9.25"));

            await().atMost(TIMEOUT).untilAsserted(() -> assertThat(book.get().average(GradeColumn.MIDTERM))
                    .isEqualTo("9.25"));
        }
    }

    @Test
    void readNow_doesNotWaitForTheInterval() throws Exception {
        Path file = Files.writeString(folder.resolve("grades.csv"), csv("7"));
        GradeBookFile book = new GradeBookFile(file, problem -> {});
        try (GradeBookWatch watch = GradeBookWatch.start(book, Duration.ofHours(1))) {
            Files.writeString(file, csv("10.5"));
            watch.readNow();

            assertThat(book.get().average(GradeColumn.MIDTERM)).isEqualTo("10.5");
        }
    }

    @Test
    void close_endsTheThread() throws Exception {
        Path file = Files.writeString(folder.resolve("grades.csv"), csv("7"));
        GradeBookWatch.start(new GradeBookFile(file, problem -> {}), Duration.ofHours(1))
                .close();

        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .doesNotContain("grade-book-watch"));
    }

    @Test
    void start_intervalNotPositive_isRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("grades.csv"), csv("7"));
        GradeBookFile book = new GradeBookFile(file, problem -> {});

        assertThatThrownBy(() -> GradeBookWatch.start(book, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
