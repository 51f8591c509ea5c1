// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.labnet.xorproto.server.ScoreRegister;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {10_000_000, 20_200_000, 99_999_999})
    void studentId_hasEightDigits(long number) {
        assertThat(ScoreRegister.isStudentId(number)).isTrue();
        assertThat(new Submission(number, ScoreTask.XOR, 50, NOON).studentId()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, -20_200_000, 9_999_999, 100_000_000, 0xffff_ffffL, 0x1_0134_3f12L})
    void studentId_otherNumberOfDigits_throws(long number) {
        assertThat(ScoreRegister.isStudentId(number)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Submission(number, ScoreTask.XOR, 50, NOON))
                .withMessage("student number " + number + " does not have 8 digits");
    }

    @ParameterizedTest
    @CsvSource({"XOR,-1,50", "XOR,51,50", "COMPUTE,41,40"})
    void points_outOfBounds_throw(ScoreTask task, int points, int most) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Submission(20_200_000, task, points, NOON))
                .withMessage(points + " points are not between 0 and " + most + ", the most for " + task);
    }

    @Test
    void time_isTruncatedToMilliseconds() {
        Submission submission = new Submission(20_200_000, ScoreTask.XOR, 50, NOON.plusNanos(1_999_999));

        assertThat(submission.at()).isEqualTo(NOON.plusMillis(1));
    }

    @Test
    void time_outOfBounds_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Submission(20_200_000, ScoreTask.XOR, 50, Instant.MAX))
                .withMessageContaining("does not fit");
    }
}
