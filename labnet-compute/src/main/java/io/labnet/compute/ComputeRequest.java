// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.core.codec.ByteSink;

/**
 * A client's message: its name, a request word, a number, or a part of a text. The documented client pauses after each
 * message, but not within a text.
 */
public sealed interface ComputeRequest
        permits ComputeRequest.ClientName,
                RequestWord,
                ComputeRequest.NumberArgument,
                TextPiece,
                ComputeRequest.Unreadable {
    /**
     * Encodes the message as plain text without delimiters. The sender marks its end by a pause.
     *
     * @param out takes the bytes
     */
    void writeTo(ByteSink out);

    /**
     * The first message of a client.
     *
     * @param text its name, not empty
     */
    public record ClientName(String text) implements ComputeRequest {
        /** The maximum length of a name, in bytes. Real names are far shorter. */
        public static final int MAX_BYTES = 256;

        /**
         * Checks that the name is not empty.
         *
         * @param text its name
         * @throws IllegalArgumentException if it is empty
         */
        public ClientName {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("the name of a client is empty");
            }
        }

        @Override
        public void writeTo(ByteSink out) {
            out.putText(text);
        }
    }

    /**
     * The number after a request word: the argument of a Fibonacci or factorial request, or the length of a text in
     * bytes. If it is the length of a text, and not 0, the {@link TextPiece pieces} of the text follow.
     *
     * @param value the number, 0 to 2<sup>63</sup>&minus;1
     */
    public record NumberArgument(long value) implements ComputeRequest {
        /**
         * Checks the number.
         *
         * @param value the number
         * @throws IllegalArgumentException if it is negative
         */
        public NumberArgument {
            if (value < 0) {
                throw new IllegalArgumentException("the number " + value + " is negative");
            }
        }

        @Override
        public void writeTo(ByteSink out) {
            out.putText(Long.toString(value));
        }
    }

    /**
     * Unexpected input. The server replies with an error, and the conversation continues.
     *
     * @param text the examined part of the input: printable ASCII, or otherwise bytes in hexadecimal
     * @param rule the broken rule
     * @param problem what is wrong, in words that follow the text in a sentence, such as {@code is negative}; for a
     *     known mistake, also its likely cause
     */
    public record Unreadable(String text, ComputeRule rule, String problem) implements ComputeRequest {
        @Override
        public void writeTo(ByteSink out) {
            out.putText(text);
        }
    }
}
