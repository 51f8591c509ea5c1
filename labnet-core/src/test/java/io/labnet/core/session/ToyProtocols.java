// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Small formats, one for each way in which messages end. Their messages are Latin-1 text; text is sent unchanged. */
public final class ToyProtocols {
    public static final Duration IDLE = Duration.ofSeconds(10);
    public static final Duration DEADLINE = Duration.ofSeconds(1);

    /** Messages are lines. */
    public static final Protocol<String, String> LINES = lines(IDLE, DEADLINE);

    /** Messages are lines, or text that ends with a pause. */
    public static final Protocol<String, String> PAUSED = new Protocol<>(
            "paused", () -> ToyProtocols::lineOrBurst, (text, out) -> out.putText(text), 1000, true, IDLE, DEADLINE);

    private ToyProtocols() {}

    public static Protocol<String, String> lines(Duration idle, Duration deadline) {
        return new Protocol<>(
                "lines", () -> ToyProtocols::line, (text, out) -> out.putText(text), 1000, false, idle, deadline);
    }

    private static @Nullable String lineOrBurst(ByteBuffer in, Boundary boundary) {
        String line = line(in, boundary);
        return line == null && boundary == Boundary.PAUSE ? take(in, in.remaining()) + "|" : line;
    }

    /** Decodes two bytes of length, then text of that length. Refuses a zero byte in the text, at its offset. */
    static @Nullable String lengthPrefixed(ByteBuffer in, Boundary boundary) {
        if (in.remaining() < 2) {
            return null;
        }
        int length = Short.toUnsignedInt(in.getShort(in.position()));
        int there = Math.min(2 + length, in.remaining());
        refuse(in, 2, there, 0);
        return there < 2 + length ? null : take(in, there).substring(2);
    }

    /** Decodes text that ends with a line feed. Refuses an exclamation mark, at its offset. */
    static @Nullable String line(ByteBuffer in, Boundary boundary) {
        int end = find(in, 0, '\n');
        refuse(in, 0, end < 0 ? in.remaining() : end, '!');
        return end < 0 ? null : take(in, end + 1).substring(0, end);
    }

    /** Decodes text that ends with a semicolon. Skips blanks before it, even if nothing follows them yet. */
    static @Nullable String word(ByteBuffer in, Boundary boundary) {
        while (in.hasRemaining() && in.get(in.position()) == ' ') {
            in.get();
        }
        int end = find(in, 0, ';');
        refuse(in, 0, end < 0 ? in.remaining() : end, '!');
        return end < 0 ? null : take(in, end + 1).substring(0, end);
    }

    /** Decodes text that ends only with a pause or the end of the input. */
    static @Nullable String burst(ByteBuffer in, Boundary boundary) {
        boolean ended = boundary == Boundary.PAUSE || boundary == Boundary.END;
        return ended ? take(in, in.remaining()) : null;
    }

    /** Decodes a body of any length: its bytes as they arrive, then {@code .} at a pause or the end of the input. */
    static final class Pieces implements Decoder<String> {
        private boolean inBody;

        @Override
        public String decode(ByteBuffer in, Boundary boundary) {
            inBody = true;
            return "+" + take(in, in.remaining());
        }

        @Override
        public @Nullable String atBoundary(Boundary boundary) {
            String end = inBody ? "." : null;
            inBody = false;
            return end;
        }
    }

    static String take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static int find(ByteBuffer in, int from, int value) {
        for (int i = from; i < in.remaining(); i++) {
            if (in.get(in.position() + i) == value) {
                return i;
            }
        }
        return -1;
    }

    private static void refuse(ByteBuffer in, int from, int to, int forbidden) {
        int at = find(in, from, forbidden);
        if (at >= 0 && at < to) {
            throw new ProtocolException(Reason.MALFORMED, at, "byte " + forbidden + " at " + at);
        }
    }
}
