// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

/**
 * Encodes messages as bytes. An encoder is stateless: any number of conversations and threads may use it at the same
 * time.
 *
 * @param <M> the type of the messages
 */
@FunctionalInterface
public interface Encoder<M> {
    /**
     * Appends the bytes of a message.
     *
     * @param message the message; its constructor has validated it, so every message can be encoded
     * @param out receives the bytes
     */
    void encode(M message, ByteSink out);

    /**
     * Encodes one message into a new array, to use a codec without a conversation.
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
