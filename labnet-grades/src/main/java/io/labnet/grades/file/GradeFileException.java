// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with a file of grades or keys, and where. Its message names the file, the line and the column as
 * far as the fault has them, as in {@code grades.csv, line 3, column "Lab 1": "x" is refused: …}. No key is ever part
 * of it.
 */
public final class GradeFileException extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * Makes an exception.
     *
     * @param line the line on which the row begins, from 1; 0 when the whole file is at fault
     * @param column the name of the column, {@code null} when the fault lies in no single one
     * @param cause why the file could not be read, {@code null} when it could
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

    /** Whether the file could not be read, so that another try may succeed although the file stays as it is. */
    boolean isUnreadable() {
        return getCause() instanceof IOException;
    }
}
