// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

/**
 * Writes messages as bytes. An encoder holds no state: one serves any number of conversations and threads.
 *
 * @param <M> the type of the messages
 */
@FunctionalInterface
public interface Encoder<M> {
    /**
     * Appends the bytes of a message.
     *
     * @param message the message; it was validated when it was made, so every message has an encoding
     * @param out what the bytes are appended to
     */
    void encode(M message, ByteSink out);

    /**
     * Encodes one message into an array of its own: the way to use a codec without a conversation.
     *
     * @param encoder the encoder
     * @param message the message
     * @param <M> the type of the message
     * @return the bytes of the message, in a new array
     */
    static <M> byte[] encodeWhole(Encoder<M> encoder, M message) {
        ByteArraySink out = new ByteArraySink();
        encoder.encode(message, out);
        return out.toByteArray();
    }
}
