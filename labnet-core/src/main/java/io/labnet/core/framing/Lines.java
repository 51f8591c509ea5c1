// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.framing;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.StrictText;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Framings of lines of text, without their line ends. By default, lines are in UTF-8, received lines must end as
 * written lines do, and the input must not end inside a line. Immutable.
 *
 * <p>A text to encode must not contain a line feed. The text may contain a carriage return only if the lines were
 * created by {@link #lf}, without {@link #acceptingBoth}. Bytes that are invalid in the charset, and texts that the
 * charset can't encode, are refused.
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

    /** {@return lines that end with a line feed; a carriage return is an ordinary character} */
    public static Lines lf() {
        return new Lines(false, false, false, StandardCharsets.UTF_8);
    }

    /** {@return lines that end with a carriage return and a line feed; either without the other is refused} */
    public static Lines crLf() {
        return new Lines(true, false, false, StandardCharsets.UTF_8);
    }

    /**
     * {@return a copy that accepts lines which end with a line feed, with or without a carriage return before it} Any
     * other carriage return is refused. The end of written lines does not change.
     */
    public Lines acceptingBoth() {
        return new Lines(crLf, true, acceptsLastWithoutEnd, charset);
    }

    /**
     * {@return a copy that accepts a last line without its end, at the end of the input or the frame} By default, such
     * a line is refused as {@code TRUNCATED}, because the rest of it may be missing.
     */
    public Lines acceptingLastWithoutEnd() {
        return new Lines(crLf, acceptsBoth, true, charset);
    }

    /**
     * Returns a copy with another charset.
     *
     * @param other the charset, which must encode line ends as ASCII does
     * @return the changed lines
     * @throws IllegalArgumentException if the charset encodes line ends differently, as UTF-16 does, or does not
     *     support encoding
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
     * Returns the framing.
     *
     * @param maxBytes the size of the longest line without its end, 0 or more
     * @return the framing
     * @throws IllegalArgumentException if {@code maxBytes} is negative, or a line and its end together may have more
     *     than {@link Integer#MAX_VALUE} bytes
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

    /** Returns whether a carriage return is an ordinary character. */
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
