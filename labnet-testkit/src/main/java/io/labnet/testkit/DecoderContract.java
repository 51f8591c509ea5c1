// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.labnet.core.codec.Protocol;
import io.labnet.testkit.internal.Allocations;
import io.labnet.testkit.internal.CallWatch;
import io.labnet.testkit.internal.DecoderChecks;
import io.labnet.testkit.internal.DecoderRunner;
import io.labnet.testkit.internal.Input;
import io.labnet.testkit.internal.Outcome;
import io.labnet.testkit.internal.SampleInputs;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The tests for every {@link io.labnet.core.codec.Decoder}. A test class extends this class and supplies a protocol and
 * samples. The tests check the results of the samples. Results must depend neither on how input is split nor on the
 * kind of buffer, and the decoder must survive any input.
 *
 * <p>Each sample is split at every point, or at about 4,096 points if it has more, so keep most samples short.
 * Random choices are the same in every run.
 *
 * @param <M> the type of the messages, which are compared by {@code equals}; if messages are arrays, wrap them in a
 *     type that defines {@code equals}
 */
public abstract class DecoderContract<M> {
    private static final long SEED = 20_26;
    private static final int BASE_ALLOCATION = 1 << 17;
    private static final int ALLOCATION_PER_BYTE = 128;
    private static final int FUZZ_ALLOCATION = 64;

    @RegisterExtension
    final CallWatch watch = new CallWatch(this::callTimeout);

    /** For subclasses. */
    protected DecoderContract() {}

    /**
     * Returns the protocol under test. The tests use only its decoders, its size limit, and whether pauses have a
     * meaning.
     *
     * @return the protocol; the method is called many times and may return the same object
     */
    protected abstract Protocol<M, ?> protocol();

    /**
     * Returns inputs with their expected results, some of them accepted and some refused.
     *
     * @return the samples, at least one of them accepted with a message
     */
    protected abstract List<DecoderSample<M>> samples();

    /**
     * Joins messages that depend on how the input was split, such as the pieces of a long body. The joined messages
     * must not depend on the split. Samples contain the joined messages.
     *
     * @param messages the decoded messages, in order
     * @return by default the same messages
     */
    protected List<M> joined(List<M> messages) {
        return messages;
    }

    /**
     * Returns whether each message marks its own end, such as by a length or a delimiter, so that truncated input
     * decodes to a prefix of the messages.
     *
     * @return by default {@code true}; override with {@code false} if a pause or the end of the input may end a
     *     message. The last message of truncated input, as returned by {@link #joined}, may then be shorter than in the
     *     sample, so the tests do not compare it
     */
    protected boolean messagesEndThemselves() {
        return true;
    }

    /**
     * Returns whether input that ends inside a message, as returned by {@link #joined}, is refused as truncated. Either
     * the decoder refuses it, or the conversation does, because the decoder left bytes unconsumed.
     *
     * @return by default the same as {@link #messagesEndThemselves}; override with {@code false} if the end of the
     *     input may end a message, or if the decoder refuses an incomplete message for another reason
     */
    protected boolean refusesEndInsideMessage() {
        return messagesEndThemselves();
    }

    /**
     * Returns how many bytes of memory a call of the decoder may allocate, to detect a decoder that allocates as many
     * bytes as a length field announces. Checked only on JVMs that count allocated bytes.
     *
     * @param bytes the number of bytes in the buffer of the call, 0 or more
     * @return by default 128 KiB plus 128 bytes for each byte in the buffer
     */
    protected long allocationLimit(int bytes) {
        return BASE_ALLOCATION + (long) ALLOCATION_PER_BYTE * bytes;
    }

    /**
     * Returns how long a call of the decoder may take before the test fails.
     *
     * @return by default 10 seconds, far more than any call needs
     */
    protected Duration callTimeout() {
        return Duration.ofSeconds(10);
    }

    /** The samples decode to their expected messages or refusals. */
    @Test
    public final void decode_givesWhatSamplesExpect() {
        assertThat(samples())
                .as("samples that are accepted")
                .anyMatch(sample -> !sample.isRefused() && !sample.messages().isEmpty());
        for (DecoderSample<M> sample : samples()) {
            Outcome<M> outcome = runner().outcome(sample.input().whole());
            runner().requireNoBufferKept(sample.input().whole());
            assertThat(outcome.messages())
                    .as("messages of %s, which gave %s", sample, outcome)
                    .isEqualTo(sample.messages());
            assertThat(sample.expects(outcome.refusal()))
                    .as("%s decodes to %s instead of refusal %s", sample, outcome, sample.expectedRefusal())
                    .isTrue();
        }
    }

    /**
     * Input in pieces of equal size decodes to the same result as whole input; the sizes tested are 100, 5, 3, 2 and 1
     * bytes.
     */
    @Test
    public final void decode_givesTheSameInPieces() {
        checks().sameInPieces();
    }

    /** Input that is split in two at any point decodes to the same result as whole input. */
    @Test
    public final void decode_givesTheSameCutAnywhere() {
        checks().sameSplitAnywhere();
    }

    /**
     * Input in random pieces decodes to the same result as whole input, even if pauses and the end are reported later
     * than the bytes before them.
     */
    @Test
    public final void decode_givesTheSameInRandomPieces() {
        checks().sameInRandomPieces();
    }

    /** Input that is truncated at any point decodes to a prefix of the messages. */
    @Test
    public final void decode_givesOnlyAPrefixOfTruncatedInput() {
        checks().prefixOfTruncated(messagesEndThemselves());
    }

    /**
     * A message is returned as soon as it is complete, without waiting for another byte or the end of the input: a peer
     * that waits for the reply sends nothing more. Checked only if {@link #messagesEndThemselves} returns {@code true}.
     */
    @Test
    public final void decode_givesMessagesAtOnce() {
        if (messagesEndThemselves()) {
            checks().returnedImmediately();
        }
    }

    /** Input that is truncated at any point is refused as truncated, unless it ends between two messages. */
    @Test
    public final void decode_refusesSampleCutAtEnd() {
        if (refusesEndInsideMessage()) {
            checks().endInsideMessageIsRefused();
        }
    }

    /**
     * A call that returns no message consumes only bytes without meaning, such as white space between messages: if
     * these bytes are left out, the result is the same. A decoder that consumes a part of a message and keeps it
     * bypasses the protocol's size limit and deadline. If the input then ends, no bytes are left over, so nobody
     * notices that the message was truncated.
     */
    @Test
    public final void decode_keepsNothingThatItTakes() {
        checks().nothingKept();
    }

    /**
     * A decoder keeps no more bytes of an endless message than the limit of the protocol. Not checked if the limit is
     * above 65,536 bytes.
     */
    @Test
    public final void decode_keepsNoMoreThanTheLimit() {
        checks().noMoreKeptThan(protocol().maxMessageBytes());
    }

    /**
     * A call allocates at most {@link #allocationLimit} for the bytes in its buffer, even if the input announces a
     * greater length. The test replaces each of the first bytes of the samples by large and small numbers.
     */
    @Test
    public final void decode_allocatesNoMoreThanCame() {
        assumeTrue(Allocations.areCounted(), "not checked: this JVM does not count the bytes that a thread allocates");
        checks().announcedLengthsAllocateNothing();
    }

    /**
     * Samples with some bytes changed decode to messages or a refusal, and to the same result however they are split.
     */
    @Test
    public final void decode_survivesMutatedSamples() {
        checks().mutatedSurvived();
    }

    /** Random bytes decode to messages or a refusal, and to the same result however they are split. */
    @Test
    public final void decode_survivesRandomBytes() {
        checks().randomSurvived();
    }

    /** Read-only and direct buffers, and parts of arrays and of buffers, decode to the same result. */
    @Test
    public final void decode_givesTheSameFromEveryKindOfBuffer() {
        checks().sameInEveryBuffer();
    }

    /** Two decoders return the same results, whether their calls alternate or one decoder is used after the other. */
    @Test
    public final void decode_sharesNoStateBetweenDecoders() {
        checks().noStateShared();
    }

    /**
     * Returns the seed inputs for a fuzzer.
     *
     * @return the bytes of each sample, in new arrays
     */
    public final Stream<byte[]> seeds() {
        return samples().stream().map(sample -> sample.input().bytes());
    }

    /**
     * Checks an input, for a fuzzer: it must decode to messages or a refusal, and to the same result however it is
     * split. The splits depend only on the bytes. The {@linkplain #allocationLimit limit of allocations} is 64 times as
     * large, because the code that a fuzzer adds also allocates memory.
     *
     * @param bytes the input, possibly empty; not changed
     * @throws AssertionError if the result is anything else, or depends on the splits
     */
    public final void fuzz(byte[] bytes) {
        Input model = samples().get(0).input();
        DecoderRunner<M> runner = runner(count -> FUZZ_ALLOCATION * allocationLimit(count));
        checks(runner).survived(bytes, new Random(Arrays.hashCode(bytes)), model);
        checkAccepted(new Input(bytes, new int[0], model.last()), runner);
    }

    /** Makes additional checks of a fuzzer's input. */
    void checkAccepted(Input input, DecoderRunner<M> runner) {}

    /** Returns the inputs that are generated from the samples. */
    SampleInputs inputs() {
        return new SampleInputs(samples().stream().map(DecoderSample::input).toList(), SEED);
    }

    private DecoderChecks<M> checks() {
        return checks(runner());
    }

    private DecoderChecks<M> checks(DecoderRunner<M> runner) {
        return new DecoderChecks<>(runner, inputs(), protocol().pauses());
    }

    DecoderRunner<M> runner() {
        return runner(this::allocationLimit);
    }

    private DecoderRunner<M> runner(IntToLongFunction limit) {
        return new DecoderRunner<>(protocol(), this::joined, limit, watch);
    }
}
