// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.compute.ComputeRequest.ClientName;
import io.labnet.compute.ComputeRequest.NumberArgument;
import io.labnet.compute.ComputeRequest.Unreadable;
import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.rule.ForeignInput;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes {@link ComputeRequest}s from a stream without framing: a message ends where the sender pauses or, for a
 * sender that does not pause, where the next message must begin.
 *
 * <ul>
 *   <li>A name has at least one byte, and ends at a pause, at a line feed, or where a {@link RequestWord} begins. A
 *       request in place of a name ends the conversation.
 *   <li>A request word ends with its last letter.
 *   <li>A number ends at a pause, at white space, or where a request word begins.
 *   <li>Digits after {@code WORD_COUNT} or {@code FILE} are always the length of the text in bytes. The length ends at
 *   a pause or at the first byte that is not a digit; the text follows, and may contain pauses. A minus sign and digits
 *   are an invalid length.
 *   <li>A text that starts with neither a digit nor a minus sign is sent without a length, and ends at a pause.
 * </ul>
 *
 * <p>Between messages, white space and pauses are ignored. Invalid input becomes an {@link Unreadable}, and the decoder
 * then skips all bytes up to a pause or a request word. The end of the input counts as a pause.
 */
public final class ComputeRequestDecoder implements Decoder<ComputeRequest> {
    private enum Expected {
        NAME,
        WORD,
        /** The rest of a request word found in place of a number; its first byte has been consumed. */
        REST_OF_WORD,
        NUMBER,
        LENGTH,
        TEXT,
        TEXT_UP_TO_PAUSE,
        /** Unknown, after invalid input. */
        ANYTHING
    }

    private static final int MAX_SHOWN = 40;
    private static final String NO_REQUEST = "is no request: FIBONACCI, FACTORIAL, FILE, WORD_COUNT or COMPLETE";

    private final int maxN;
    private Expected expected = Expected.NAME;
    private RequestWord word = RequestWord.COMPLETE;

    /** The number of bytes of the current text that have not arrived yet. */
    private long missing;

    /** For the last text that was sent with a length: the number of its bytes minus the number of its characters. */
    private long continuations;

    /** True after a text that was sent with a length, until the sender pauses or sends a request word. */
    private boolean afterText;

    /**
     * Creates a decoder for one conversation.
     *
     * @param maxN the largest number in Fibonacci and factorial requests
     */
    public ComputeRequestDecoder(int maxN) {
        this.maxN = maxN;
    }

    @Override
    public @Nullable ComputeRequest decode(ByteBuffer in, Boundary boundary) {
        boolean paused = boundary != Boundary.MORE;
        if (expected == Expected.TEXT) {
            return piece(in);
        }
        if (expected == Expected.TEXT_UP_TO_PAUSE) {
            return TextPiece.take(in, in.remaining(), false);
        }
        if (expected == Expected.REST_OF_WORD) {
            return found(word, in, word.name().length() - 1);
        }
        if (expected == Expected.ANYTHING) {
            RequestWord next = drop(in, paused);
            return next == null ? null : found(next, in, next.name().length());
        }
        RequestToken.skipWhiteSpace(in);
        if (!in.hasRemaining()) {
            return null;
        }
        return switch (expected) {
            case NAME -> name(in, paused);
            case WORD -> word(in, paused);
            case NUMBER -> number(in, paused);
            default -> length(in, paused);
        };
    }

    @Override
    public @Nullable ComputeRequest atBoundary(Boundary boundary) {
        afterText = false;
        if (expected == Expected.TEXT_UP_TO_PAUSE) {
            expected = Expected.WORD;
            return TextPiece.END;
        }
        if (expected == Expected.ANYTHING) {
            expected = Expected.WORD;
        }
        if (boundary == Boundary.END && expected != Expected.NAME && expected != Expected.WORD) {
            String where = expected == Expected.TEXT
                    ? missing + (missing == 1 ? " byte" : " bytes") + " before the end of the text"
                    : "before the " + (word.asksForNumber() ? "number of " : "text of ") + word;
            throw new ProtocolException(ComputeRule.WHOLE_REQUEST, Reason.TRUNCATED, 0, "the input ended " + where);
        }
        return null;
    }

    private @Nullable ComputeRequest name(ByteBuffer in, boolean paused) {
        int length = RequestToken.nameLength(in, paused);
        if (length > ClientName.MAX_BYTES) {
            String problem = "a name has at most " + ClientName.MAX_BYTES + " bytes, and this one begins with "
                    + EscapedText.ofBytes(in, MAX_SHOWN);
            throw new ProtocolException(ComputeRule.NAME_SIZE, Reason.TOO_LARGE, ClientName.MAX_BYTES, problem);
        }
        if (length < 0) {
            return null;
        }
        refuseOtherInput(in, length);
        ClientName name = new ClientName(RequestToken.strippedText(in, length));
        in.position(in.position() + length);
        expected = Expected.WORD;
        return name;
    }

    /** Refuses input that is not a name, but a request or another protocol. */
    private static void refuseOtherInput(ByteBuffer in, int length) {
        RequestWord begun = RequestWord.at(in, in.position());
        int end = begun == null ? length : begun.name().length();
        // A request word that only begins a longer name, as in FILES, is not refused.
        if (begun != null && (end == length || !Character.isLetter(in.get(in.position() + end)))) {
            throw noName(begun.name());
        }
        ByteBuffer name = in.slice(in.position(), length);
        String cause = ForeignInput.cause(name);
        // A name after the byte order mark that .NET writes (first byte ef) is not refused.
        if (cause != null && name.get(0) != (byte) 0xef) {
            throw noName(EscapedText.ofBytes(name, MAX_SHOWN)).withLikelyCause(cause);
        }
    }

    private static ProtocolException noName(String found) {
        return new ProtocolException(
                ComputeRule.NAME,
                Reason.MALFORMED,
                0,
                found + " came instead of a name: a client sends its name first");
    }

    private @Nullable ComputeRequest word(ByteBuffer in, boolean paused) {
        RequestWord begun = RequestWord.at(in, in.position());
        if (begun != null) {
            return found(begun, in, begun.name().length());
        }
        if (!paused && RequestWord.mayBegin(in, in.position())) {
            return null;
        }
        int length = RequestToken.length(in, paused);
        if (length < 0) {
            return null;
        }
        boolean leftOver = afterText && length <= continuations + RequestToken.continuations(in, length);
        String known = RequestMistake.inWord(in, length);
        String cause = known == null && leftOver ? RequestMistake.CHARACTERS : known;
        return unreadable(in, length, ComputeRule.WORD, NO_REQUEST, cause);
    }

    private RequestWord found(RequestWord begun, ByteBuffer in, int length) {
        in.position(in.position() + length);
        afterText = false;
        word = begun;
        expected = begun.asksForNumber() ? Expected.NUMBER : begun.sendsText() ? Expected.LENGTH : Expected.WORD;
        return begun;
    }

    private @Nullable ComputeRequest number(ByteBuffer in, boolean paused) {
        RequestWord next = RequestWord.at(in, in.position());
        if (next != null) {
            ComputeRequest missingNumber = new Unreadable("", ComputeRule.ARGUMENT, word + " came without a number");
            in.get();
            word = next;
            expected = Expected.REST_OF_WORD;
            return missingNumber;
        }
        if (!paused && RequestWord.mayBegin(in, in.position())) {
            return null;
        }
        boolean text = RequestToken.isPrintable(in, 1);
        int length = text ? RequestToken.length(in, paused) : RequestToken.binaryLength(in, paused);
        if (length < 0) {
            return null;
        }
        if (!RequestToken.isPrintable(in, length)) {
            String problem = "is no decimal text" + RequestToken.advice(in, length, maxN);
            return unreadable(in, length, ComputeRule.NUMBER, problem, RequestMistake.inNumber(in, length));
        }
        if (RequestToken.digits(in) < length) {
            return RequestToken.text(in, length).matches("-[0-9]+")
                    ? unreadable(in, length, ComputeRule.BOUNDS, "is negative", null)
                    : unreadable(in, length, ComputeRule.NUMBER, "is no number", RequestMistake.inNumber(in, length));
        }
        long n = length == RequestToken.MAX_BYTES ? -1 : value(RequestToken.text(in, length));
        if (n < 0 || n > maxN) {
            return unreadable(in, length, ComputeRule.BOUNDS, "is larger than " + maxN, null);
        }
        in.position(in.position() + length);
        expected = Expected.WORD;
        return new NumberArgument(n);
    }

    private @Nullable ComputeRequest length(ByteBuffer in, boolean paused) {
        int sign = in.get(in.position()) == '-' ? 1 : 0;
        int digits = RequestToken.digits(in.slice(in.position() + sign, in.remaining() - sign));
        if (sign + digits == in.remaining() && !paused && digits < RequestToken.MAX_BYTES) {
            return null;
        }
        if (digits == 0) {
            expected = Expected.TEXT_UP_TO_PAUSE;
            return TextPiece.take(in, in.remaining(), false);
        }
        if (sign > 0) {
            return unreadable(in, sign + digits, ComputeRule.BOUNDS, "is negative", null);
        }
        long bytes = digits == RequestToken.MAX_BYTES ? -1 : value(RequestToken.text(in, digits));
        if (bytes < 0) {
            return unreadable(in, digits, ComputeRule.BOUNDS, "is larger than " + Long.MAX_VALUE, null);
        }
        in.position(in.position() + digits);
        missing = bytes;
        continuations = 0;
        expected = bytes == 0 ? Expected.WORD : Expected.TEXT;
        return new NumberArgument(bytes);
    }

    private TextPiece piece(ByteBuffer in) {
        int length = (int) Math.min(missing, in.remaining());
        missing -= length;
        continuations += RequestToken.continuations(in, length);
        afterText = true;
        expected = missing == 0 ? Expected.WORD : Expected.TEXT;
        return TextPiece.take(in, length, missing == 0);
    }

    private Unreadable unreadable(
            ByteBuffer in, int length, ComputeRule rule, String found, @Nullable String likelyCause) {
        boolean printable = RequestToken.isPrintable(in, length);
        String text = printable ? RequestToken.text(in, length) : RequestToken.hex(in, length);
        String problem = found + (likelyCause == null ? "" : "; likely cause: " + likelyCause);
        in.position(in.position() + length);
        expected = Expected.ANYTHING;
        return new Unreadable(text, rule, printable ? problem : problem.replaceFirst("^is", "are"));
    }

    /** Skips bytes after invalid input up to a possible request word. Returns that word if it is complete. */
    private @Nullable RequestWord drop(ByteBuffer in, boolean paused) {
        while (in.hasRemaining()) {
            RequestWord next = RequestWord.at(in, in.position());
            if (next != null || (!paused && RequestWord.mayBegin(in, in.position()))) {
                return next;
            }
            in.get();
        }
        if (paused) {
            expected = Expected.WORD;
        }
        return null;
    }

    /** Parses decimal digits; returns -1 if the number is larger than 2<sup>63</sup>&minus;1. */
    private static long value(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
