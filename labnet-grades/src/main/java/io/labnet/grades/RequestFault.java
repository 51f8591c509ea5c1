// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.rule.KnownMistakes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Creates the exceptions for refused requests. They tell the author of the client what was expected, what came, the
 * broken rule, and the likely cause if the bytes match a known mistake. The buffers that the methods get begin with the
 * request, at position 0.
 */
final class RequestFault {
    private static final String COMMAND = "(GMA|GL[1-4]A|GEA|GG)";
    private static final String USE = "use GMA, GL1A to GL4A, GEA or GG";
    private static final String NUMBER = "a student number has " + StudentId.LENGTH + " digits";
    private static final int MAX_SHOWN = 40;

    private static final KnownMistakes MISTAKES = new KnownMistakes()
            .with(COMMAND + "[ \t,]*[0-9]{7}", "the command before the student number")
            .with("[0-9]{7}[ \t]*\r?\n\\s*" + COMMAND, "number and command in two lines")
            .with("[\"'][0-9]{7}", "quotes around the request")
            .with("\0...[ \t,]*" + COMMAND, "the student number as a binary integer: send its digits as text")
            .with("\0(\0\0)?.[0-9]{7}", "a length before the request: a request has none")
            .with("\0?[0-9]\0[0-9]\0", "text in UTF-16: send ASCII");

    private RequestFault() {}

    /** Refuses a byte in place of a digit of the student number. */
    static ProtocolException number(ByteBuffer request, int offset) {
        String problem = offset == 0
                ? " is no digit: a request begins with a student number of " + StudentId.LENGTH + " digits"
                : ", after " + offset + (offset == 1 ? " digit: " : " digits: ") + NUMBER;
        return refusal(GradeRule.STUDENT_NUMBER, request, offset, at(request, offset) + problem);
    }

    /**
     * Refuses the first byte after the student number that is not a separator and can't begin or continue a command.
     */
    static ProtocolException command(ByteBuffer request, int start, int offset) {
        char found = (char) request.get(offset);
        if (offset == StudentId.LENGTH && GradeRequestDecoder.isDigit(found)) {
            return refusal(
                    GradeRule.STUDENT_NUMBER, request, offset, at(request, offset) + " is another digit: " + NUMBER);
        }
        if (offset == start && !isAlphanumeric(found)) {
            String problem = " is neither a separator nor a command: use spaces, tabs, commas or nothing";
            return refusal(GradeRule.SEPARATOR, request, offset, at(request, offset) + problem);
        }
        int end = offset + 1;
        while (end < request.remaining() && request.get(end) > ' ') {
            end++;
        }
        int shown = Math.min(end, start + MAX_SHOWN);
        String word = shown(request, start, shown) + (shown < end ? "..." : "");
        return refusal(GradeRule.COMMAND, request, offset, "'" + word + "' is no command: " + USE + ", in capitals");
    }

    /** Refuses bytes that follow a request, where only one request is expected. */
    static ProtocolException trailing(byte[] request, int offset) {
        ByteBuffer rest = ByteBuffer.wrap(request, offset, request.length - offset);
        String problem = EscapedText.ofBytes(rest, MAX_SHOWN) + " at offset " + offset
                + " follows the command: a request ends there";
        return new ProtocolException(GradeRule.COMMAND, Reason.TRAILING, offset, problem);
    }

    /** Refuses a request that is not complete within the limit. */
    static ProtocolException size(ByteBuffer request) {
        int limit = GradeProtocol.MAX_REQUEST_BYTES;
        String problem = EscapedText.ofBytes(request, MAX_SHOWN) + " does not end within " + limit
                + " bytes, the limit of a request";
        return new ProtocolException(GradeRule.REQUEST_SIZE, Reason.TOO_LARGE, limit, problem);
    }

    /** Refuses a request whose rest can no longer arrive. */
    static ProtocolException incomplete(ByteBuffer rest, String event) {
        ByteBuffer request = rest.slice();
        int length = request.remaining();
        int start = Math.min(length, StudentId.LENGTH);
        while (start < length && GradeRequestDecoder.isSeparator(request.get(start))) {
            start++;
        }
        String missing = NUMBER;
        if (start >= StudentId.LENGTH) {
            missing = "the command is " + (start == length ? "missing, " : "incomplete, ") + USE;
        }
        String found = length == 0
                ? " before the request: "
                : " after " + length + (length == 1 ? " byte" : " bytes") + " of the request "
                        + EscapedText.ofBytes(request, MAX_SHOWN) + ": ";
        return new ProtocolException(GradeRule.WHOLE_REQUEST, Reason.TRUNCATED, length, event + found + missing);
    }

    private static ProtocolException refusal(GradeRule rule, ByteBuffer request, int offset, String problem) {
        return new ProtocolException(rule, Reason.MALFORMED, offset, problem).explainedBy(MISTAKES, request);
    }

    private static String at(ByteBuffer request, int offset) {
        byte found = request.get(offset);
        String shown = found >= ' ' && found <= '~' ? "'" + (char) found + "'" : String.format("0x%02x", found);
        return shown + " at offset " + offset;
    }

    private static String shown(ByteBuffer request, int from, int to) {
        return EscapedText.ofBytes(GradeRequestDecoder.text(request, from, to).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || GradeRequestDecoder.isDigit(c);
    }
}
