// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.util.Objects;

/**
 * A request from a client: a student number and a command.
 *
 * @param student the student; the reply is encrypted with this student's key
 * @param command the command
 * @param separator the text between number and command: any number of spaces, tabs and commas, possibly none. This
 *     server accepts every separator, but many servers accept only a particular one
 */
public record GradeRequest(StudentId student, GradeCommand command, String separator) {
    /**
     * The default separator, one space. The two published servers require white space, because they split a request at
     * white space.
     */
    public static final String SPACE = " ";

    /**
     * Creates a request.
     *
     * @param student the student
     * @param command the command
     * @param separator the text between number and command
     * @throws IllegalArgumentException if the separator contains a character other than space, tab and comma
     */
    public GradeRequest {
        Objects.requireNonNull(student, "student");
        Objects.requireNonNull(command, "command");
        if (!separator.chars().allMatch(GradeRequestDecoder::isSeparator)) {
            throw new IllegalArgumentException("a separator may contain only spaces, tabs and commas");
        }
    }

    /**
     * Creates a request with one space between number and command.
     *
     * @param student the student
     * @param command the command
     */
    public GradeRequest(StudentId student, GradeCommand command) {
        this(student, command, SPACE);
    }

    /**
     * {@return the request decoded from bytes, with its separator} White space around the request is skipped.
     *
     * @param request exactly the bytes of one request; not modified
     * @throws ProtocolException if the bytes are not a request ({@code MALFORMED}), end inside the
     *     request ({@code TRUNCATED}), or continue after it ({@code TRAILING})
     */
    public static GradeRequest decode(byte[] request) {
        try {
            return Decoder.decodeWhole(new GradeRequestDecoder(), request);
        } catch (ProtocolException e) {
            throw e.reason() == Reason.TRAILING ? RequestFault.trailing(request, e.offset()) : e;
        }
    }

    /**
     * Writes the request with its separator, such as {@code 1803933 GMA}.
     *
     * @param out receives the bytes, without a terminator
     */
    public void writeTo(ByteSink out) {
        out.putText(student + separator + command);
    }

    /** {@return the bytes of the request, in a new array} */
    public byte[] encode() {
        return Encoder.encodeWhole(GradeRequest::writeTo, this);
    }

    /**
     * {@return a request that differs from this only in its separator}
     *
     * @param other the text between number and command
     * @throws IllegalArgumentException if the separator contains a character other than space, tab and comma
     */
    public GradeRequest withSeparator(String other) {
        return new GradeRequest(student, command, other);
    }
}
