// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.chat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.crds.internal.WireText;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Takes a chat message from a datagram, whatever is in it. */
public final class ChatMessageDecoder implements Decoder<ChatMessage> {
    /** Makes a decoder. */
    public ChatMessageDecoder() {}

    @Override
    public @Nullable ChatMessage decode(ByteBuffer in, Boundary boundary) {
        int length = in.remaining();
        if (length > ChatMessage.MAX_BYTES) {
            throw new ProtocolException(
                    Reason.TOO_LARGE,
                    ChatMessage.MAX_BYTES,
                    "a chat message of " + length + " bytes or more is longer than the limit of "
                            + ChatMessage.MAX_BYTES);
        }
        if (boundary == Boundary.MORE || boundary == Boundary.PAUSE) {
            // Only the end of the datagram ends a message.
            return null;
        }
        String line = withoutLineEnd(WireText.decode(in));
        int end = line.indexOf(ChatMessage.SEPARATOR);
        return end < 0
                ? new ChatMessage("", line)
                : new ChatMessage(line.substring(0, end), line.substring(end + ChatMessage.SEPARATOR.length()));
    }

    private static String withoutLineEnd(String line) {
        if (!line.endsWith("\n")) {
            return line;
        }
        return line.substring(0, line.length() - (line.endsWith("\r\n") ? 2 : 1));
    }
}
