// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Text in lines, with the line feed; a NUL is refused. What is said is said as it is. */
public final class ToyProtocols {
    static final Duration IDLE = Duration.ofSeconds(10);
    static final Duration DEADLINE = Duration.ofSeconds(1);

    /** Messages are lines. */
    public static final Protocol<String, String> LINES = lines(IDLE, DEADLINE);

    /** Messages are lines, or what a pause or the end ends. */
    public static final Protocol<String, String> PAUSED = new Protocol<>(
            "paused", () -> ToyProtocols::lineOrBurst, (text, out) -> out.putText(text), 1000, true, IDLE, DEADLINE);

    private ToyProtocols() {}

    public static Protocol<String, String> lines(Duration idle, Duration deadline) {
        return new Protocol<>(
                "lines", () -> ToyProtocols::line, (text, out) -> out.putText(text), 1000, false, idle, deadline);
    }

    private static @Nullable String line(ByteBuffer in, Boundary boundary) {
        for (int i = in.position(); i < in.limit(); i++) {
            if (in.get(i) == 0) {
                throw new ProtocolException(Reason.MALFORMED, i - in.position(), "a NUL is no text");
            }
            if (in.get(i) == '\n') {
                String line = take(in, i - in.position());
                in.get();
                return line;
            }
        }
        return null;
    }

    private static @Nullable String lineOrBurst(ByteBuffer in, Boundary boundary) {
        String line = line(in, boundary);
        if (line == null && boundary == Boundary.PAUSE) {
            return take(in, in.remaining()) + "|";
        }
        return line;
    }

    private static String take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
