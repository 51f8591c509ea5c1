// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import io.labnet.grades.GradeRequest;

/** What {@code labnet grades client} sends between student number and command. */
enum RequestSeparator {
    /** What the person typed. */
    TYPED,
    /** Nothing, as the hand-out has it. */
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
