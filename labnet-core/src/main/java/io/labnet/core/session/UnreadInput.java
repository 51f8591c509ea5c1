// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What no session hears, and why where that is because it was refused: most conversations have no such thing. */
final class UnreadInput {
    /** How much is kept: enough to recognise it in a log. */
    private static final int MOST_BYTES = 64;

    private final byte[] beginning;
    private final @Nullable ProtocolException refusal;

    UnreadInput(ByteBuffer bytes, @Nullable ProtocolException refusal) {
        this.beginning = new byte[Math.min(MOST_BYTES, bytes.remaining())];
        this.refusal = refusal;
        bytes.get(bytes.position(), beginning);
    }

    /** What came after the end; {@code null} if it was white space, as many programs send it after a message. */
    static @Nullable UnreadInput ignored(ByteBuffer bytes) {
        while (bytes.hasRemaining() && isWhiteSpace(bytes.get(bytes.position()))) {
            bytes.position(bytes.position() + 1);
        }
        return bytes.hasRemaining() ? new UnreadInput(bytes, null) : null;
    }

    private static boolean isWhiteSpace(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }

    byte[] beginning() {
        return beginning.clone();
    }

    @Nullable
    ProtocolException refusal() {
        return refusal;
    }
}
