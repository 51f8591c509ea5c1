// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import io.labnet.core.codec.ProtocolException;
import io.labnet.grades.GradeRequest;
import java.nio.charset.StandardCharsets;

/** A parser for typed requests, by the rules of the wire. */
final class RequestText {
    private RequestText() {}

    /**
     * Parses a request; ignores white space around it.
     *
     * @throws ProtocolException if it is invalid; its message says why
     */
    static GradeRequest parse(String typed) {
        return GradeRequest.decode(typed.strip().getBytes(StandardCharsets.UTF_8));
    }
}
