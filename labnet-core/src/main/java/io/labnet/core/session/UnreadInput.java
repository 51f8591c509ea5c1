// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The input that a session did not process, with the refusal if it was refused. Most conversations have none. */
final class UnreadInput {
    /** The number of bytes to keep: enough to recognise the input in a log. */
    private static final int MAX_BYTES = 64;

    private final byte[] shown;
    private final @Nullable ProtocolException refusal;

    private UnreadInput(ByteBuffer bytes, int from, @Nullable ProtocolException refusal) {
        this.shown = new byte[Math.min(MAX_BYTES, bytes.remaining() - from)];
        this.refusal = refusal;
        bytes.get(bytes.position() + from, shown);
    }

    /**
     * Returns refused input: its beginning, or the bytes around a wrong one that is further behind. No byte is wrong in
     * input that is too large or incomplete.
     */
    static UnreadInput refused(ByteBuffer bytes, ProtocolException refusal) {
        int last = Math.max(0, bytes.remaining() - MAX_BYTES);
        boolean atBeginning = refusal.offset() < MAX_BYTES
                || refusal.reason() == Reason.TOO_LARGE
                || refusal.reason() == Reason.TRUNCATED;
        int from = atBeginning ? 0 : Math.min(last, refusal.offset() - MAX_BYTES / 2);
        return new UnreadInput(bytes, from, refusal);
    }

    /**
     * Returns input that arrived after the end; {@code null} if it was only white space, which many programs send after
     * a message.
     */
    static @Nullable UnreadInput ignored(ByteBuffer bytes) {
        while (bytes.hasRemaining() && isWhiteSpace(bytes.get(bytes.position()))) {
            bytes.position(bytes.position() + 1);
        }
        return bytes.hasRemaining() ? new UnreadInput(bytes, 0, null) : null;
    }

    private static boolean isWhiteSpace(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }

    byte[] shown() {
        return shown.clone();
    }

    @Nullable
    ProtocolException refusal() {
        return refusal;
    }
}
