// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.testkit.internal.Input;
import io.labnet.testkit.internal.Outcome.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An input of a decoder with the expected result, for a {@link DecoderContract}. By default the sender does not pause,
 * and ends its output after the last byte.
 *
 * @param <M> the type of the messages
 */
public final class DecoderSample<M> {
    private final Input input;
    private final List<M> messages;
    private final Optional<Reason> reason;
    private final OptionalInt offset;

    private DecoderSample(Input input, List<M> messages, Optional<Reason> reason, OptionalInt offset) {
        this.input = input;
        this.messages = messages;
        this.reason = reason;
        this.offset = offset;
    }

    /**
     * Creates a sample that the decoder accepts completely.
     *
     * @param input the bytes, possibly none; copied
     * @param messages the messages in order, possibly none
     * @param <M> the type of the messages
     * @return the sample
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // Safe, because List.of copies the array.
    public static <M> DecoderSample<M> accepted(byte[] input, M... messages) {
        return new DecoderSample<>(
                new Input(input, new int[0], Boundary.END), List.of(messages), Optional.empty(), OptionalInt.empty());
    }

    /**
     * Creates a sample that the decoder refuses at some point.
     *
     * @param input the bytes; copied
     * @param reason the kind of the refusal
     * @param before the messages before the refusal, possibly none
     * @param <M> the type of the messages
     * @return the sample
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // Safe, because List.of copies the array.
    public static <M> DecoderSample<M> refused(byte[] input, Reason reason, M... before) {
        return new DecoderSample<>(
                new Input(input, new int[0], Boundary.END), List.of(before), Optional.of(reason), OptionalInt.empty());
    }

    /**
     * Returns this sample with an expected offset of the refusal.
     *
     * @param offset the position of the error, in bytes from the first byte of the refused message; 0 for the first
     *     byte
     * @return a sample that also expects this offset
     * @throws IllegalStateException if this sample is not refused
     */
    public DecoderSample<M> at(int offset) {
        if (reason.isEmpty()) {
            throw new IllegalStateException("an accepted sample has no refusal and so no offset");
        }
        return new DecoderSample<>(input, messages, reason, OptionalInt.of(offset));
    }

    /**
     * Returns this sample with pauses of the sender.
     *
     * @param points the offsets before which the sender pauses, ascending, from 1 to the number of bytes
     * @return a sample with these pauses and no others
     * @throws IllegalArgumentException if a point lies outside the bytes or not after its predecessor
     */
    public DecoderSample<M> pausingAt(int... points) {
        return new DecoderSample<>(new Input(input.bytes(), points, input.last()), messages, reason, offset);
    }

    /**
     * Returns a sample whose bytes are a complete frame, such as a datagram, so that the tests do not split it.
     *
     * @return such a sample
     */
    public DecoderSample<M> framed() {
        return new DecoderSample<>(new Input(input.bytes(), new int[0], Boundary.FRAME), messages, reason, offset);
    }

    @Override
    public String toString() {
        return "sample " + input;
    }

    Input input() {
        return input;
    }

    List<M> messages() {
        return messages;
    }

    boolean isRefused() {
        return reason.isPresent();
    }

    /** Returns whether a refusal, or its absence, is as expected. */
    boolean expects(Optional<Refusal> refusal) {
        return refusal.map(Refusal::reason).equals(reason)
                && (offset.isEmpty() || refusal.map(Refusal::offset).equals(Optional.of(offset.getAsInt())));
    }

    /** Returns the expected refusal in words. */
    String expectedRefusal() {
        return reason.map(kind -> kind + (offset.isPresent() ? " at " + offset.getAsInt() : ""))
                .orElse("none");
    }
}
