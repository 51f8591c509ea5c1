// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import io.labnet.grades.GradeRequest;

/** The separator that {@code labnet grades client} sends between student number and command. */
enum RequestSeparator {
    /** The separator as typed. */
    TYPED,
    /** Nothing, as in the hand-out. */
    NONE,
    /** One space. */
    SPACE,
    /** One comma. */
    COMMA;

    GradeRequest applyTo(GradeRequest typed) {
        return switch (this) {
            case TYPED -> typed;
            case NONE -> typed.withSeparator("");
            case SPACE -> typed.withSeparator(GradeRequest.SPACE);
            case COMMA -> typed.withSeparator(",");
        };
    }
}
