// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The input that a session did not process, with the refusal if it was refused. Most conversations have none. */
final class UnreadInput {
    /** The number of bytes kept: enough to recognise the input in a log. */
    private static final int MAX_BYTES = 64;

    private final byte[] beginning;
    private final @Nullable ProtocolException refusal;

    UnreadInput(ByteBuffer bytes, @Nullable ProtocolException refusal) {
        this.beginning = new byte[Math.min(MAX_BYTES, bytes.remaining())];
        this.refusal = refusal;
        bytes.get(bytes.position(), beginning);
    }

    /**
     * Returns input that arrived after the end; {@code null} if it was only white space, which many programs send after
     * a message.
     */
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
