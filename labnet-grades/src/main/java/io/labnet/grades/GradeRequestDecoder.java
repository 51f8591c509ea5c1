// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a {@link GradeRequest}: a student number of seven digits, any number of spaces, tabs and commas, and a {@link
 * GradeCommand} in capitals. A request has no terminator and needs none, because no command is a prefix of another.
 * White space before a request is skipped: the six ASCII bytes space, HT, LF, VT, FF and CR.
 *
 * <p>A byte that cannot continue a request is refused as soon as it arrives. A decoder is stateless, so one instance
 * serves any number of conversations. A request has at most {@link GradeProtocol#MAX_REQUEST_BYTES} bytes.
 */
public final class GradeRequestDecoder implements Decoder<GradeRequest> {
    /** Creates a decoder. */
    public GradeRequestDecoder() {}

    @Override
    public @Nullable GradeRequest decode(ByteBuffer in, Boundary boundary) {
        skipWhiteSpace(in);
        ByteBuffer request = in.slice(in.position(), Math.min(in.remaining(), GradeProtocol.MAX_REQUEST_BYTES));
        int digits = Math.min(request.remaining(), StudentId.LENGTH);
        for (int offset = 0; offset < digits; offset++) {
            if (!isDigit(request.get(offset))) {
                throw RequestFault.number(request, offset);
            }
        }
        int start = StudentId.LENGTH;
        while (start < request.remaining() && isSeparator(request.get(start))) {
            start++;
        }
        GradeCommand command = command(request, start);
        if (command == null) {
            if (request.remaining() == GradeProtocol.MAX_REQUEST_BYTES) {
                throw RequestFault.size(request);
            }
            return null;
        }
        StudentId student = new StudentId(text(request, 0, StudentId.LENGTH));
        in.position(in.position() + start + command.name().length());
        return new GradeRequest(student, command, text(request, StudentId.LENGTH, start));
    }

    @Override
    public ProtocolException incomplete(ByteBuffer rest, String event) {
        return RequestFault.incomplete(rest, event);
    }

    /** Reads the command, and refuses the first byte that cannot continue a command. */
    private static @Nullable GradeCommand command(ByteBuffer request, int start) {
        for (int end = start + 1; end <= request.remaining(); end++) {
            String word = text(request, start, end);
            boolean begun = false;
            for (GradeCommand command : GradeCommand.values()) {
                if (command.name().equals(word)) {
                    return command;
                }
                begun |= command.name().startsWith(word);
            }
            if (!begun) {
                throw RequestFault.command(request, start, end - 1);
            }
        }
        return null;
    }

    private static void skipWhiteSpace(ByteBuffer in) {
        while (in.hasRemaining() && isWhiteSpace(in.get(in.position()))) {
            in.position(in.position() + 1);
        }
    }

    static String text(ByteBuffer in, int from, int to) {
        return StandardCharsets.ISO_8859_1.decode(in.slice(from, to - from)).toString();
    }

    private static boolean isWhiteSpace(int b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }

    static boolean isSeparator(int b) {
        return b == ' ' || b == '\t' || b == ',';
    }

    static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }
}
