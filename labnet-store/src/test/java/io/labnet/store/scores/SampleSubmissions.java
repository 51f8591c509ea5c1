// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.scores;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Reproducible pseudo-random submissions of a hundred students, and the entries that result. */
final class SampleSubmissions {
    private static final int STUDENTS = 100;
    private static final int FIRST_STUDENT = 20_200_000;
    private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

    private SampleSubmissions() {}

    /** Returns a submission by its number; each student has every hundredth one. */
    static Submission number(int n) {
        Random random = new Random(n);
        // The first values of a generator are similar for all small seeds.
        random.nextInt();
        ScoreTask task = random.nextBoolean() ? ScoreTask.XOR : ScoreTask.COMPUTE;
        int points = random.nextInt(task.mostPoints() / 5 + 1) * 5;
        return new Submission(FIRST_STUDENT + n % STUDENTS, task, points, START.plusMillis(random.nextInt(10_000)));
    }

    /** Returns the expected entries, computed without a book. */
    static List<BestScore> bests(List<Submission> submissions) {
        return submissions.stream()
                .collect(Collectors.groupingBy(s -> List.of(s.studentId(), s.task())))
                .values()
                .stream()
                .map(SampleSubmissions::best)
                .sorted(BestScore.ORDER)
                .toList();
    }

    private static BestScore best(List<Submission> ofOne) {
        Submission any = ofOne.get(0);
        int points = ofOne.stream().mapToInt(Submission::points).max().orElseThrow();
        Instant at = ofOne.stream()
                .filter(s -> s.points() == points)
                .map(Submission::at)
                .min(Instant::compareTo)
                .orElseThrow();
        return new BestScore(any.studentId(), any.task(), points, at, ofOne.size());
    }
}
