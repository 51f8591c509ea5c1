// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.script;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Decides whether the expected bytes have come. An expectation has no state: it looks at all bytes again. */
public interface Expectation {
    /**
     * Looks at the bytes that have come so far.
     *
     * @param in the bytes that no earlier step has consumed; this method consumes what it expects
     * @param boundary what is known about the bytes to come
     * @param stage the program and the connections, which may keep what was found
     * @return {@code false} if more bytes must come
     * @throws Mismatch if other bytes have come
     */
    boolean read(ByteBuffer in, Boundary boundary, Stage stage) throws Mismatch;

    /**
     * Explains that too little has come in time.
     *
     * @param late what is known of it
     * @return by default the same
     */
    default Mismatch late(Mismatch late) {
        return late;
    }

    /**
     * What is expected of a message.
     *
     * @param <M> the type of the message
     */
    interface Requirement<M> {
        /**
         * Checks a message.
         *
         * @param message the message
         * @param stage the program and the connections, which may keep what was found
         * @return what is wrong, as a phrase; empty if nothing is
         */
        String problem(M message, Stage stage);
    }

    /**
     * Expects certain bytes.
     *
     * @param bytes the bytes; not copied
     * @return the expectation
     */
    static Expectation exactly(byte[] bytes) {
        return (in, boundary, stage) -> {
            byte[] came = new byte[Math.min(in.remaining(), bytes.length)];
            in.get(in.position(), came);
            int same = Arrays.mismatch(came, bytes);
            if (same >= 0 && same < came.length) {
                String expected = HexFormat.ofDelimiter(" ").formatHex(bytes);
                throw new Mismatch(expected, "other bytes", came, same, null);
            }
            if (came.length < bytes.length) {
                return false;
            }
            in.position(in.position() + came.length);
            return true;
        };
    }

    /**
     * Expects a message.
     *
     * @param decoder creates the decoder of the message
     * @param expected what is expected, in words
     * @param requirement what is expected of the message
     * @param <M> the type of the message
     * @return the expectation
     */
    static <M> Expectation message(
            Supplier<? extends Decoder<M>> decoder, String expected, Requirement<? super M> requirement) {
        return new MessageExpectation<>(decoder, expected, requirement);
    }
}
