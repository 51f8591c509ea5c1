// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.scores;

import java.util.Locale;

/** What a student is scored for: the two tasks of the course (KAIST CS341, practice 2). */
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
     * Tells what can be reached.
     *
     * @return the points for everything right
     */
    public int mostPoints() {
        return mostPoints;
    }

    /**
     * Tells how the task is called, in the database and in what is printed.
     *
     * @return {@code xor} or {@code compute}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
