// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.framing;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.StrictText;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Framings of lines of text, without their ends. By default they are in UTF-8, only the end that is written is accepted,
 * and the input must not end inside a line. It is immutable.
 *
 * <p>A text that is written must have no line feed in it and, unless a line feed alone ends a line, no carriage return.
 * Bytes that are no text in the charset are refused, and so is a text that the charset can't tell.
 */
public final class Lines {
    private static final byte[] LF = {'\n'};
    private static final byte[] CR_LF = {'\r', '\n'};

    private final boolean crLf;
    private final boolean acceptsBoth;
    private final boolean acceptsLastWithoutEnd;
    private final Charset charset;

    private Lines(boolean crLf, boolean acceptsBoth, boolean acceptsLastWithoutEnd, Charset charset) {
        this.crLf = crLf;
        this.acceptsBoth = acceptsBoth;
        this.acceptsLastWithoutEnd = acceptsLastWithoutEnd;
        this.charset = charset;
    }

    /** {@return lines that a line feed ends; a carriage return is a character as others are} */
    public static Lines lf() {
        return new Lines(false, false, false, StandardCharsets.UTF_8);
    }

    /** {@return lines that a carriage return and a line feed end; either without the other is refused} */
    public static Lines crLf() {
        return new Lines(true, false, false, StandardCharsets.UTF_8);
    }

    /**
     * {@return the same lines, of which each that is received may end with a line feed, be there a carriage return before
     * it or not} Any other carriage return is refused. What is written ends as before.
     */
    public Lines acceptingBoth() {
        return new Lines(crLf, true, acceptsLastWithoutEnd, charset);
    }

    /**
     * {@return the same lines, of which the last may lack its end: where the input or the frame ends} Otherwise such a line
     * is refused as {@code TRUNCATED}, since nobody knows whether the rest of it is missing.
     */
    public Lines acceptingLastWithoutEnd() {
        return new Lines(crLf, acceptsBoth, true, charset);
    }

    /**
     * Makes the same lines in another charset.
     *
     * @param other the charset; one that writes line ends as ASCII does
     * @return lines that differ in that only
     * @throws IllegalArgumentException if it writes them otherwise, as UTF-16 does, or nothing at all
     */
    public Lines withCharset(Charset other) {
        if (!other.canEncode()) {
            throw new IllegalArgumentException(other + " can only be read, not written");
        }
        if (!Arrays.equals("\r\n".getBytes(other), CR_LF)) {
            throw new IllegalArgumentException(other + " does not write line ends as ASCII does");
        }
        return new Lines(crLf, acceptsBoth, acceptsLastWithoutEnd, other);
    }

    /**
     * Makes the framing.
     *
     * @param maxBytes the size of the longest line, its end not counted, 0 or more
     * @return the framing
     * @throws IllegalArgumentException if {@code maxBytes} is negative, or with a line end more than
     *     {@link Integer#MAX_VALUE}
     */
    public Framing<String> framing(int maxBytes) {
        Frames.requireNotNegative(maxBytes);
        byte[] end = crLf ? CR_LF : LF;
        boolean plainCr = acceptsPlainCr();
        Encoder<String> encoder = (text, out) -> {
            if (text.indexOf('\n') >= 0 || (!plainCr && text.indexOf('\r') >= 0)) {
                throw new IllegalArgumentException("a line must not contain a line end");
            }
            byte[] line = StrictText.encode(text, charset);
            Frames.requireAtMost(maxBytes, line.length);
            out.put(line);
            out.put(end);
        };
        int longestEnd = crLf || acceptsBoth ? CR_LF.length : LF.length;
        return new Framing<>(() -> new LineDecoder(this, maxBytes), encoder, Frames.sum(maxBytes, longestEnd));
    }

    boolean acceptsPlainLf() {
        return !crLf || acceptsBoth;
    }

    /** Whether a carriage return is a character as others are. */
    boolean acceptsPlainCr() {
        return !crLf && !acceptsBoth;
    }

    boolean acceptsLastWithoutEnd() {
        return acceptsLastWithoutEnd;
    }

    Charset charset() {
        return charset;
    }
}
