// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.compute.ComputeRequest.ClientName;
import io.labnet.compute.ComputeRequest.NumberArgument;
import io.labnet.compute.ComputeRequest.Unreadable;
import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes {@link ComputeRequest}s from a stream without framing: a message ends where the sender pauses or, for a
 * sender that does not pause, where the next message must begin.
 *
 * <ul>
 *   <li>A name ends at a pause, at a line feed, or where a {@link RequestWord} begins after its first byte. A request
 *       in place of a name ends the conversation.
 *   <li>A request word ends with its last letter.
 *   <li>A number ends at a pause, at white space, or where a request word begins.
 *   <li>Digits after {@code WORD_COUNT} or {@code FILE} are always the length of the text in bytes. The length ends at
 *       a pause or at the first other byte; the text follows, and may contain pauses. A minus sign and digits are an
 *       invalid length.
 *   <li>A text that starts with neither a digit nor a minus sign has no length; it ends at a pause.
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

    private static final String NO_REQUEST = "is no request: FIBONACCI, FACTORIAL, FILE, WORD_COUNT or COMPLETE";

    private final int maxN;
    private Expected expected = Expected.NAME;
    private RequestWord word = RequestWord.COMPLETE;

    /** The remaining bytes of a text. */
    private long missing;

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
        if (expected == Expected.TEXT_UP_TO_PAUSE) {
            expected = Expected.WORD;
            return TextPiece.END;
        }
        if (expected == Expected.ANYTHING) {
            expected = Expected.WORD;
        }
        if (boundary == Boundary.END && expected != Expected.NAME && expected != Expected.WORD) {
            String what = expected == Expected.TEXT ? missing + " bytes of the text" : "the argument of " + word;
            throw new ProtocolException(Reason.TRUNCATED, 0, "the input ended before " + what);
        }
        return null;
    }

    private @Nullable ComputeRequest name(ByteBuffer in, boolean paused) {
        int length = RequestToken.nameLength(in, paused);
        if (length > ClientName.MAX_BYTES) {
            throw new ProtocolException(
                    Reason.TOO_LARGE, ClientName.MAX_BYTES, "a name is longer than " + ClientName.MAX_BYTES + " bytes");
        }
        if (length < 0) {
            return null;
        }
        refuseRequest(in, length);
        ClientName name = new ClientName(RequestToken.strippedText(in, length));
        in.position(in.position() + length);
        expected = Expected.WORD;
        return name;
    }

    /**
     * Refuses a request in place of a name: a request word with no letter after it. A longer name may start with a
     * request word.
     */
    private static void refuseRequest(ByteBuffer in, int length) {
        RequestWord begun = RequestWord.at(in, in.position());
        if (begun == null) {
            return;
        }
        int end = begun.name().length();
        if (end == length || !Character.isLetter(in.get(in.position() + end))) {
            throw new ProtocolException(
                    Reason.MALFORMED, 0, begun + " came instead of a name: a client sends its name first");
        }
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
        return length < 0 ? null : unreadable(in, length, NO_REQUEST);
    }

    private RequestWord found(RequestWord begun, ByteBuffer in, int length) {
        in.position(in.position() + length);
        word = begun;
        expected = begun.asksForNumber() ? Expected.NUMBER : begun.sendsText() ? Expected.LENGTH : Expected.WORD;
        return begun;
    }

    private @Nullable ComputeRequest number(ByteBuffer in, boolean paused) {
        RequestWord next = RequestWord.at(in, in.position());
        if (next != null) {
            ComputeRequest missingNumber = new Unreadable("", word + " came without a number");
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
            return unreadable(in, length, "is no decimal text" + RequestToken.advice(in, length, maxN));
        }
        if (RequestToken.digits(in) < length) {
            boolean negative = RequestToken.text(in, length).matches("-[0-9]+");
            return unreadable(in, length, negative ? "is negative" : "is no number");
        }
        long n = length == RequestToken.MAX_BYTES ? -1 : value(RequestToken.text(in, length));
        if (n < 0 || n > maxN) {
            return unreadable(in, length, "is larger than " + maxN);
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
            return unreadable(in, sign + digits, "is negative");
        }
        long bytes = digits == RequestToken.MAX_BYTES ? -1 : value(RequestToken.text(in, digits));
        if (bytes < 0) {
            return unreadable(in, digits, "is larger than " + Long.MAX_VALUE);
        }
        in.position(in.position() + digits);
        missing = bytes;
        expected = bytes == 0 ? Expected.WORD : Expected.TEXT;
        return new NumberArgument(bytes);
    }

    private TextPiece piece(ByteBuffer in) {
        int length = (int) Math.min(missing, in.remaining());
        missing -= length;
        expected = missing == 0 ? Expected.WORD : Expected.TEXT;
        return TextPiece.take(in, length, missing == 0);
    }

    private Unreadable unreadable(ByteBuffer in, int length, String problem) {
        boolean printable = RequestToken.isPrintable(in, length);
        String text = printable ? RequestToken.text(in, length) : RequestToken.hex(in, length);
        in.position(in.position() + length);
        expected = Expected.ANYTHING;
        return new Unreadable(text, printable ? problem : problem.replaceFirst("^is", "are"));
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
