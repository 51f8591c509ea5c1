// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import io.labnet.grades.GradeBook;

/** Receives the results when a grade file changes while a server runs, in the thread that checks the file. */
@FunctionalInterface
public interface GradeFileListener {
    /**
     * The file cannot be used, and the previous book stays in use. A file that cannot be read is tried again at each
     * check, but each reason is reported only once.
     *
     * @param problem the reason
     */
    void unusable(GradeFileException problem);

    /**
     * The file was read again.
     *
     * @param book the new book, which is in use from now on
     */
    default void readAgain(GradeBook book) {}
}
