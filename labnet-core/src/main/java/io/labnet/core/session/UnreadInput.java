// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The input that a session did not process and, if it was refused, the exception. Most conversations leave no input
 * unread.
 */
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
     * Returns a part of refused input: the beginning or, if the wrong byte is not near the beginning, the bytes around
     * the wrong byte. Input that is too large or incomplete has no wrong byte.
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
     * Returns input that arrived after the conversation had finished; {@code null} if it was only white space, which
     * many programs send after a message.
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
