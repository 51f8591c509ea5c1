// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import io.labnet.grades.GradeBook;

/** Is told what comes of a grade file that changes while a server runs, by whichever thread looks at the file. */
@FunctionalInterface
public interface GradeFileListener {
    /**
     * Is told that the file cannot be used, and that the book read before stays in use. Of a file that cannot be read,
     * and is tried again at each look, it is told once for each reason.
     *
     * @param problem what is wrong
     */
    void unusable(GradeFileException problem);

    /**
     * Is told that the file was read again.
     *
     * @param book what it holds, which is in use from now on
     */
    default void readAgain(GradeBook book) {}
}
