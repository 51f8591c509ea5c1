// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Encoder;
import io.labnet.testkit.internal.DecoderRunner;
import io.labnet.testkit.internal.Input;
import io.labnet.testkit.internal.Outcome;
import io.labnet.testkit.internal.SampleInputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tests for a decoder and the encoder of the same messages, including the tests of {@link DecoderContract}.
 *
 * @param <M> the type of the messages, which are compared by {@code equals}; if messages are arrays, wrap them in a
 *     type that defines {@code equals}
 */
public abstract class CodecContract<M> extends DecoderContract<M> {
    /** For subclasses. */
    protected CodecContract() {}

    /**
     * Returns the encoder under test.
     *
     * @return the encoder of the decoder's messages
     */
    protected abstract Encoder<? super M> encoder();

    /**
     * Returns whether each message has a single encoding. If so, decoding accepted input and encoding the messages
     * gives the same bytes again.
     *
     * @return by default {@code true}; override with {@code false} if the decoder also accepts bytes that the encoder
     *     never produces
     */
    protected boolean isCanonical() {
        return true;
    }

    /** Encoded messages, alone and joined, decode to equal messages. */
    @Test
    public final void encode_givesWhatDecodesToTheSame() {
        for (DecoderSample<M> sample : samples()) {
            Boundary last = sample.input().last();
            for (M message : sample.messages()) {
                checkRoundTrip(List.of(message), last);
            }
            if (messagesEndThemselves()) {
                checkRoundTrip(sample.messages(), last);
            }
        }
    }

    /** An encoder has no state: the same message encodes to the same bytes. */
    @Test
    public final void encode_givesTheSameBytesAgain() {
        for (DecoderSample<M> sample : samples()) {
            assertThat(encoded(sample.messages()))
                    .as("the encoding of %s", sample)
                    .isEqualTo(encoded(sample.messages()));
        }
    }

    /**
     * Decoding accepted input and encoding the messages gives the same bytes again. The inputs are samples and mutated
     * samples.
     */
    @Test
    public final void encode_givesTheBytesThatWereAccepted() {
        SampleInputs inputs = inputs();
        DecoderRunner<M> runner = runner();
        Stream.concat(inputs.inputs().stream(), inputs.mutated()).forEach(input -> checkAccepted(input, runner));
    }

    @Override
    final void checkAccepted(Input input, DecoderRunner<M> runner) {
        if (!isCanonical()) {
            return;
        }
        Outcome<M> outcome = runner.outcome(input.whole());
        byte[] bytes = input.bytes();
        byte[] again = encoded(outcome.messages());
        int accepted = outcome.refusal().isEmpty() ? bytes.length : Math.min(again.length, bytes.length);
        assertThat(again)
                .as("the encoding of %s, decoded from %s", outcome, input)
                .isEqualTo(Arrays.copyOf(bytes, accepted));
    }

    private void checkRoundTrip(List<M> messages, Boundary last) {
        Input input = new Input(encoded(messages), new int[0], last);
        Outcome<M> outcome = runner().outcome(input.whole());
        assertThat(outcome.messages())
                .as("messages decoded from %s, which gave %s", input, outcome)
                .isEqualTo(messages);
        assertThat(outcome.refusal()).as("refusal of %s", input).isEmpty();
    }

    private byte[] encoded(List<M> messages) {
        Encoder<? super M> encoder = encoder();
        List<byte[]> encodings = new ArrayList<>();
        messages.forEach(message -> encodings.add(Encoder.encodeWhole(encoder, message)));
        return Chunks.join(encodings);
    }
}
