// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with a file of grades or keys, and where. Its message names the file, the line and the column as
 * far as the fault has them, as in {@code grades.csv, line 3, column "Lab 1": "x" is refused: …}. No key is ever part
 * of it.
 */
public final class GradeFileException extends Exception {
    private static final long serialVersionUID = 1;

    /** The file. */
    private final String source;

    /** Where the row begins, from 1; 0 when the whole file is at fault. */
    private final int line;

    /** The name of the column, if the fault lies in one. */
    private final @Nullable String column;

    /**
     * Makes an exception.
     *
     * @param source the name of the file
     * @param line the line on which the row begins, from 1; 0 when the whole file is at fault
     * @param column the name of the column, {@code null} when the fault lies in no single one
     * @param problem what is wrong
     * @param cause why the file could not be read, {@code null} when it could
     * @throws IllegalArgumentException if the line is negative
     */
    public GradeFileException(
            String source, int line, @Nullable String column, String problem, @Nullable Throwable cause) {
        super(describe(source, line, column, problem), cause);
        if (line < 0) {
            throw new IllegalArgumentException("line " + line + " is negative");
        }
        this.source = source;
        this.line = line;
        this.column = column;
    }

    /** {@return the name of the file at fault, as it was given by whoever had it read} */
    public String source() {
        return source;
    }

    /** {@return the line on which the row at fault begins, from 1 for the header; 0 when the whole file is at fault} */
    public int line() {
        return line;
    }

    /** {@return the name of the column at fault, {@code null} when it is no single one} */
    public @Nullable String column() {
        return column;
    }

    /**
     * {@return whether the file could not be read, so that another try may succeed although the file stays as it is}
     */
    public boolean isUnreadable() {
        return getCause() instanceof IOException;
    }

    private static String describe(String source, int line, @Nullable String column, String problem) {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(problem, "problem");
        String place = source;
        if (line > 0) {
            place += ", line " + line;
        }
        if (column != null) {
            place += ", column \"" + column + "\"";
        }
        return place + ": " + problem;
    }
}
