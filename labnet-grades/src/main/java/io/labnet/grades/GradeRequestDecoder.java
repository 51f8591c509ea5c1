// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a {@link GradeRequest}: a student number of seven digits, any number of spaces, tabs and commas, and a {@link
 * GradeCommand} in capitals. A request has no terminator and needs none, because no command is a prefix of another.
 * White space before a request is skipped: the six ASCII bytes space, HT, LF, VT, FF and CR.
 *
 * <p>A byte that cannot continue a request is refused as soon as it arrives. A decoder is stateless, so one instance
 * serves any number of conversations. It does not limit the number of separators; {@link GradeProtocol#server} does.
 */
public final class GradeRequestDecoder implements Decoder<GradeRequest> {
    /** Creates a decoder. */
    public GradeRequestDecoder() {}

    @Override
    public @Nullable GradeRequest decode(ByteBuffer in, Boundary boundary) {
        skipWhiteSpace(in);
        int digits = Math.min(in.remaining(), StudentId.LENGTH);
        for (int offset = 0; offset < digits; offset++) {
            if (!isDigit(byteAt(in, offset))) {
                throw refusal(in, offset, "a digit of the student number");
            }
        }
        int start = StudentId.LENGTH;
        while (start < in.remaining() && isSeparator(byteAt(in, start))) {
            start++;
        }
        GradeCommand command = command(in, start);
        if (command == null) {
            return null;
        }
        StudentId student = new StudentId(text(in, 0, StudentId.LENGTH));
        GradeRequest request = new GradeRequest(student, command, text(in, StudentId.LENGTH, start));
        in.position(in.position() + start + command.name().length());
        return request;
    }

    /** Reads the command, and refuses the first byte that cannot continue a command. */
    private static @Nullable GradeCommand command(ByteBuffer in, int start) {
        for (int end = start + 1; end <= in.remaining(); end++) {
            String word = text(in, start, end);
            boolean begun = false;
            for (GradeCommand command : GradeCommand.values()) {
                if (command.name().equals(word)) {
                    return command;
                }
                begun |= command.name().startsWith(word);
            }
            if (!begun) {
                boolean first = end == start + 1;
                throw refusal(in, end - 1, first ? "a separator or a command" : "the rest of a command");
            }
        }
        return null;
    }

    private static void skipWhiteSpace(ByteBuffer in) {
        while (in.hasRemaining() && isWhiteSpace(byteAt(in, 0))) {
            in.position(in.position() + 1);
        }
    }

    private static int byteAt(ByteBuffer in, int offset) {
        return in.get(in.position() + offset) & 0xff;
    }

    private static String text(ByteBuffer in, int from, int to) {
        byte[] bytes = new byte[to - from];
        in.get(in.position() + from, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static boolean isWhiteSpace(int b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }

    static boolean isSeparator(int b) {
        return b == ' ' || b == '\t' || b == ',';
    }

    private static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }

    private static ProtocolException refusal(ByteBuffer in, int offset, String expected) {
        int found = byteAt(in, offset);
        String shown = found > ' ' && found <= '~' ? "'" + (char) found + "'" : String.format("0x%02x", found);
        return new ProtocolException(
                Reason.MALFORMED, offset, "byte " + shown + " at offset " + offset + ": expected " + expected);
    }
}
