// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * What somebody knows who sees both sides of a conversation: how their messages are decoded and described, and which
 * rules they break. An object serves one connection and may remember what was said before. Its methods are called in
 * the order of the messages, by one thread at a time.
 *
 * @param <C> the type of the messages that the client sends
 * @param <S> the type of the messages that the server sends
 */
public interface Dialogue<C, S> {
    /**
     * Returns the protocol of the server's side, whose decoder reads the client's messages.
     *
     * @return the protocol; called once
     */
    Protocol<C, ?> server();

    /**
     * Returns the protocol of the client's side, whose decoder reads the server's messages.
     *
     * @return the protocol; called once
     */
    Protocol<S, ?> client();

    /**
     * Describes a message of the client.
     *
     * @param message the message
     * @return by default, the message's {@code toString}
     */
    default Description fromClient(C message) {
        return Description.of(String.valueOf(message));
    }

    /**
     * Describes a message of the server.
     *
     * @param message the message
     * @return by default, the message's {@code toString}
     */
    default Description fromServer(S message) {
        return Description.of(String.valueOf(message));
    }

    /**
     * Returns which rule a side breaks by ending its output now. Not called if this side broke a rule before.
     *
     * @param side the side whose output has ended
     * @return the broken rule; {@code null}, the default, if none is broken
     */
    default @Nullable ProtocolException ended(Side side) {
        return null;
    }

    /**
     * Returns whether bytes of a side that were not decoded may contain a secret, such as a key. A transcript then
     * shows only how many they are.
     *
     * @param sender the side that sent the bytes
     * @return by default {@code false}
     */
    default boolean hidesUndecoded(Side sender) {
        return false;
    }

    /**
     * Returns a dialogue that describes each message by its {@code toString} and checks only what the decoders check.
     *
     * @param server the protocol of the server's side
     * @param client the protocol of the client's side
     * @param <C> the type of the messages that the client sends
     * @param <S> the type of the messages that the server sends
     * @return a new dialogue for one connection
     */
    static <C, S> Dialogue<C, S> of(Protocol<C, ?> server, Protocol<S, ?> client) {
        return new Dialogue<>() {
            @Override
            public Protocol<C, ?> server() {
                return server;
            }

            @Override
            public Protocol<S, ?> client() {
                return client;
            }
        };
    }
}
