// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.chat;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Encoder;
import io.labnet.crds.internal.WireText;

/** Writes a chat message as a datagram, without a line end: not every program that reads it would cut that off. */
public final class ChatMessageEncoder implements Encoder<ChatMessage> {
    /** Makes an encoder. */
    public ChatMessageEncoder() {}

    @Override
    public void encode(ChatMessage message, ByteSink out) {
        out.put(encoded(message.sender(), message.text()));
    }

    /** No longer than the datagram that a message was read from, unless that was a line end alone. */
    static byte[] encoded(String sender, String text) {
        // Text of nobody stands alone, unless it would be read as more than that, or as nothing.
        boolean separated = !sender.isEmpty() || text.isEmpty() || text.contains(ChatMessage.SEPARATOR);
        // A line end that belongs to the text stands before one that does not.
        String end = text.endsWith("\n") ? "\n" : "";
        return WireText.encode(sender + (separated ? ChatMessage.SEPARATOR : "") + text + end);
    }
}
