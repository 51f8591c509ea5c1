// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.core.codec.ByteSink;

/**
 * What a client says. Each message is what one burst of a documented client holds: its name, a request word, a number,
 * a text.
 */
public sealed interface ComputeRequest
        permits ComputeRequest.ClientName,
                RequestWord,
                ComputeRequest.NumberArgument,
                TextPiece,
                ComputeRequest.Unreadable {
    /**
     * Writes the message as plain text with nothing around it. Where it ends is for the sender to show, by a pause.
     *
     * @param out takes the bytes
     */
    void writeTo(ByteSink out);

    /**
     * What a client says first.
     *
     * @param text its name, not empty
     */
    public record ClientName(String text) implements ComputeRequest {
        /** How long a name may be, in bytes: many times what any program calls itself. */
        public static final int MAX_BYTES = 256;

        /**
         * Checks that there is a name.
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
     * A number after a word: of which a Fibonacci number or a factorial is asked, or how long a text is in bytes. If that is
     * not empty, its {@link TextPiece pieces} follow.
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
     * Something else than what was expected. It is answered by an error, and the conversation goes on.
     *
     * @param text what stood there, as far as it was read: printable ASCII, or bytes in hexadecimal where it is anything else
     * @param problem what is wrong with it, in words that go on after the text
     */
    public record Unreadable(String text, String problem) implements ComputeRequest {
        @Override
        public void writeTo(ByteSink out) {
            out.putText(text);
        }
    }
}
