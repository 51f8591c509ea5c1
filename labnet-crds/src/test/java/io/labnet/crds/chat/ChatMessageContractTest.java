// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.chat;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.testkit.CodecContract;
import io.labnet.testkit.DecoderSample;
import java.nio.charset.StandardCharsets;
import java.util.List;

class ChatMessageContractTest extends CodecContract<ChatMessage> {
    @Override
    protected Protocol<ChatMessage, ?> protocol() {
        return new Protocol<>("chat", () -> ChatMessage::read, encoder(), ChatMessage.MAX_BYTES);
    }

    @Override
    protected Encoder<ChatMessage> encoder() {
        return (message, out) -> out.put(message.encode());
    }

    @Override
    protected List<DecoderSample<ChatMessage>> samples() {
        return List.of(
                DecoderSample.accepted(bytes("Mel: hello"), new ChatMessage("Mel", "hello"))
                        .framed(),
                DecoderSample.accepted(bytes("Zoë: ça va: oui\n"), new ChatMessage("Zoë", "ça va: oui"))
                        .framed(),
                DecoderSample.accepted(bytes("hello"), new ChatMessage("", "hello"))
                        .framed(),
                DecoderSample.<ChatMessage>refused(bytes("Mel: " + "x".repeat(1020)), Reason.TOO_LARGE)
                        .framed());
    }

    /** A line end is optional. */
    @Override
    protected boolean isCanonical() {
        return false;
    }

    /** A message ends with its datagram. */
    @Override
    protected boolean messagesEndThemselves() {
        return false;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
