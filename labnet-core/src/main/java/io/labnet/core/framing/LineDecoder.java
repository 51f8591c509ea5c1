// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.framing;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.codec.StrictText;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Decodes lines. Each byte is scanned once, however small the pieces of input. */
final class LineDecoder implements Decoder<String> {
    private final Lines rules;
    private final int maxBytes;

    /** The number of bytes that have been scanned and contain no line end. */
    private int scanned;

    LineDecoder(Lines rules, int maxBytes) {
        this.rules = rules;
        this.maxBytes = maxBytes;
    }

    @Override
    public @Nullable String decode(ByteBuffer in, Boundary boundary) {
        int start = in.position();
        int most = start + Math.min(in.remaining(), maxBytes);
        for (int at = next(in, start + scanned, most); at < in.limit(); at = next(in, at + 1, most)) {
            scanned = at - start;
            byte b = in.get(at);
            if (b == '\n') {
                return line(in, contentBefore(in, scanned), scanned + 1);
            }
            if (b == '\r' && !rules.acceptsPlainCr()) {
                if (at + 1 == in.limit()) {
                    return null;
                }
                requireLineFeed(in.get(at + 1));
            } else if (scanned == maxBytes) {
                throw new ProtocolException(
                        Reason.TOO_LARGE, maxBytes, "a line is longer than the limit of " + maxBytes + " bytes");
            }
        }
        scanned = in.remaining();
        boolean last = boundary == Boundary.FRAME || boundary == Boundary.END;
        return last && rules.acceptsLastWithoutEnd() ? line(in, scanned, scanned) : null;
    }

    /**
     * Returns the index of the next byte that may end a line; {@code most} if no such byte comes before the index
     * {@code most}.
     */
    private static int next(ByteBuffer in, int from, int most) {
        int at = from;
        while (at < most && isWithinLine(in.get(at))) {
            at++;
        }
        return at;
    }

    private static boolean isWithinLine(byte b) {
        return b != '\n' && b != '\r';
    }

    /** Returns the length of a line that ends with a line feed; the line end is not counted. */
    private int contentBefore(ByteBuffer in, int lineFeed) {
        if (!rules.acceptsPlainCr() && lineFeed > 0 && in.get(in.position() + lineFeed - 1) == '\r') {
            return lineFeed - 1;
        }
        if (!rules.acceptsPlainLf()) {
            throw new ProtocolException(
                    Reason.MALFORMED, lineFeed, "a line feed without a carriage return before it does not end a line");
        }
        return lineFeed;
    }

    private void requireLineFeed(byte next) {
        if (next != '\n') {
            throw new ProtocolException(
                    Reason.MALFORMED, scanned, "a carriage return without a line feed after it does not end a line");
        }
    }

    private String line(ByteBuffer in, int length, int withEnd) {
        ByteBuffer line = in.slice(in.position(), length);
        String text = StrictText.read(line, length, rules.charset());
        in.position(in.position() + withEnd);
        scanned = 0;
        return text;
    }
}
