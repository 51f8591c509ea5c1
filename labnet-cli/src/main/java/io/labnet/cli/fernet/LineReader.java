// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of bytes, each with its line feed, from an input of any size. */
final class LineReader {
    private final InputStream in;
    private final int maxBytes;
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;

    /**
     * Creates a reader.
     *
     * @param maxBytes the maximum size of a line, with its line feed
     */
    LineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** Returns whether {@link #next} can return the rest of a line without reading. */
    boolean hasLine() {
        return end(to) > from && buffer[end(to) - 1] == '\n';
    }

    /**
     * Returns the next line. A line that is too long is returned in pieces: those of {@code maxBytes} bytes that do not
     * end in a line feed are followed by the rest of the line.
     *
     * @return the line, with its line feed, which the last line may lack; {@code null} at the end of the input
     */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (from < to || fill()) {
            int end = end(Math.min(to, from + maxBytes - line.size()));
            line.write(buffer, from, end - from);
            from = end;
            if (buffer[end - 1] == '\n' || line.size() == maxBytes) {
                break;
            }
        }
        return line.size() == 0 ? null : line.toByteArray();
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer));
        return to > 0;
    }

    /** Returns the position after the first line feed before the limit, or the limit. */
    private int end(int limit) {
        int at = from;
        while (at < limit) {
            if (buffer[at++] == '\n') {
                break;
            }
        }
        return at;
    }
}
