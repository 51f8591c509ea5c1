// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a file of grades or keys is refused. The message names the file and, if there is one, the line and the
 * column, as in {@code grades.csv, line 3, column "Lab 1": "x" is refused: …}. It never contains a key.
 */
public final class GradeFileException extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param line the line on which the row begins, from 1; 0 if the fault concerns the whole file
     * @param column the name of the column, or {@code null} if the fault concerns no single column
     * @param cause why the file could not be read, or {@code null} if it was read
     */
    GradeFileException(String source, int line, @Nullable String column, String problem, @Nullable Throwable cause) {
        super(
                source
                        + (line > 0 ? ", line " + line : "")
                        + (column != null ? ", column \"" + column + "\"" : "")
                        + ": "
                        + problem,
                cause);
    }

    /** Returns whether the file could not be read, so that another attempt may succeed without a change of the file. */
    boolean isUnreadable() {
        return getCause() instanceof IOException;
    }
}
