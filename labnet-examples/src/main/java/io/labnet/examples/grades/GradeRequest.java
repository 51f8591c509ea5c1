// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.grades;

import java.util.Objects;

/**
 * What a client asks of the server.
 *
 * @param student who asks; the reply is encrypted with this student's key
 * @param command what is asked for
 */
public record GradeRequest(StudentId student, GradeCommand command) {
    /**
     * Makes a request.
     *
     * @param student who asks
     * @param command what is asked for
     */
    public GradeRequest {
        Objects.requireNonNull(student, "student");
        Objects.requireNonNull(command, "command");
    }
}
