// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Encoder;
import java.util.Objects;

/**
 * What a client asks of the server.
 *
 * @param student who asks; the reply is encrypted with this student's key
 * @param command what is asked for
 * @param separator what stands between them on the wire: any number of spaces, tabs and commas, possibly none. It means
 *     nothing to our server, but many servers understand one form only
 */
public record GradeRequest(StudentId student, GradeCommand command, String separator) {
    /** The separator that the two published servers need, since they split a request at white space: one space. */
    public static final String SPACE = " ";

    /**
     * Makes a request.
     *
     * @param student who asks
     * @param command what is asked for
     * @param separator what stands between them
     * @throws IllegalArgumentException if the separator has another character than space, tab and comma
     */
    public GradeRequest {
        Objects.requireNonNull(student, "student");
        Objects.requireNonNull(command, "command");
        if (!separator.chars().allMatch(GradeRequestDecoder::isSeparator)) {
            throw new IllegalArgumentException("a separator has only spaces, tabs and commas");
        }
    }

    /**
     * Makes a request with one space between number and command.
     *
     * @param student who asks
     * @param command what is asked for
     */
    public GradeRequest(StudentId student, GradeCommand command) {
        this(student, command, SPACE);
    }

    /**
     * {@return the request that bytes are, with the separator that stands in it} White space around it is skipped.
     *
     * @param request its bytes, all of them and nothing else; not changed
     * @throws io.labnet.core.codec.ProtocolException if they are no request ({@code MALFORMED}), if they end before the
     *     request does ({@code TRUNCATED}), or if more bytes follow it ({@code TRAILING})
     */
    public static GradeRequest decode(byte[] request) {
        return Decoder.decodeWhole(new GradeRequestDecoder(), request);
    }

    /**
     * Writes the request with its own separator, such as {@code 1803933 GMA}.
     *
     * @param out takes the bytes, with nothing after them
     */
    public void writeTo(ByteSink out) {
        out.putText(student + separator + command);
    }

    /** {@return the bytes of the request, in a new array} */
    public byte[] encode() {
        return Encoder.encodeWhole(GradeRequest::writeTo, this);
    }

    /**
     * {@return a request that differs from this in its separator only}
     *
     * @param other what stands between number and command
     * @throws IllegalArgumentException if the separator has another character than space, tab and comma
     */
    public GradeRequest withSeparator(String other) {
        return new GradeRequest(student, command, other);
    }
}
