// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.scores;

import java.util.Locale;

/** The scored tasks of the course (KAIST CS341, practice 2). */
public enum ScoreTask {
    /** Task 1, the XOR packet protocol. */
    XOR(50),

    /** Task 2, the compute server. */
    COMPUTE(40);

    private final int mostPoints;

    ScoreTask(int mostPoints) {
        this.mostPoints = mostPoints;
    }

    /**
     * Returns the maximum score.
     *
     * @return the points for a perfect solution
     */
    public int mostPoints() {
        return mostPoints;
    }

    /**
     * Returns the task's name in the database and in output.
     *
     * @return {@code xor} or {@code compute}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
