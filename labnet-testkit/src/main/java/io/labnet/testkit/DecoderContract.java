// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.labnet.core.codec.Protocol;
import io.labnet.testkit.internal.Allocations;
import io.labnet.testkit.internal.CallWatch;
import io.labnet.testkit.internal.DecoderChecks;
import io.labnet.testkit.internal.Input;
import io.labnet.testkit.internal.Outcome;
import io.labnet.testkit.internal.SampleInputs;
import io.labnet.testkit.internal.Trials;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The tests that every {@link io.labnet.core.codec.Decoder} passes. A test class extends this one and gives a protocol
 * and samples; it inherits the rest. They check that the samples give what they should, that it does not matter how
 * input is cut and in which kind of buffer it lies, and that a decoder survives whatever it is sent.
 *
 * <p>Each sample is cut at every point (at some 4,096 points if it is longer), so keep most of them short. What is
 * random is the same in every run.
 *
 * @param <M> the type of the messages, compared by {@code equals}, which arrays don't have: map those
 */
public abstract class DecoderContract<M> {
    private static final long SEED = 20_26;
    private static final int ALLOCATED_ANYWAY = 1 << 17;
    private static final int ALLOCATED_FOR_A_BYTE = 128;

    @RegisterExtension
    final CallWatch watch = new CallWatch(this::callTimeout);

    /** For subclasses. */
    protected DecoderContract() {}

    /**
     * Gives the protocol under test. Its decoders and its limit matter here, what it encodes does not.
     *
     * @return the protocol; asked for many times, it may be the same one
     */
    protected abstract Protocol<M, ?> protocol();

    /**
     * Gives inputs with what must come of them, some of them accepted and some refused.
     *
     * @return the samples, at least one of them accepted with a message
     */
    protected abstract List<DecoderSample<M>> samples();

    /**
     * Joins messages that depend on how the input was cut, such as the pieces of a long body, into ones that do not.
     * Samples name the joined messages.
     *
     * @param messages the messages as they were decoded, in order
     * @return by default the same
     */
    protected List<M> joined(List<M> messages) {
        return messages;
    }

    /**
     * Tells whether every message ends by itself, so that input which ends early never gives a message that the whole
     * input does not give.
     *
     * @return by default {@code true}; {@code false} where a pause or the end of the input ends a message, which may
     *     then be a shorter one: in that case the last (joined) message is not compared
     */
    protected boolean messagesEndThemselves() {
        return true;
    }

    /**
     * Tells whether input that ends inside a (joined) message is refused as truncated, be it by the decoder or because
     * bytes are left that it has not taken.
     *
     * @return by default the same as {@link #messagesEndThemselves}; {@code false} where the end of the input may end a
     *     message, or what the decoder finds wrong with a part of one has another reason
     */
    protected boolean refusesEndInsideMessage() {
        return messagesEndThemselves();
    }

    /**
     * Tells how many bytes of memory a call of the decoder may allocate, so that one which allocates what its peer
     * claims is found out. It is checked on JVMs that count allocated bytes.
     *
     * @param bytes how many bytes the call is shown, 0 or more
     * @return by default 128 KiB, and 128 for each byte that it is shown
     */
    protected long allocationLimit(int bytes) {
        return ALLOCATED_ANYWAY + (long) ALLOCATED_FOR_A_BYTE * bytes;
    }

    /**
     * Tells how long a call of the decoder may take before it is said not to return.
     *
     * @return by default 10 seconds, far more than any call needs
     */
    protected Duration callTimeout() {
        return Duration.ofSeconds(10);
    }

    /** The samples give their messages and are refused as they should be. */
    @Test
    public final void decode_givesWhatSamplesExpect() {
        assertThat(samples())
                .as("samples that are accepted")
                .anyMatch(sample -> !sample.isRefused() && !sample.messages().isEmpty());
        for (DecoderSample<M> sample : samples()) {
            Outcome<M> outcome = outcome(sample.input().whole());
            trials().requireNoBufferKept(sample.input().whole());
            assertThat(outcome.messages()).as("messages of %s", sample).isEqualTo(sample.messages());
            assertThat(sample.expects(outcome.refusal()))
                    .as("%s gives %s instead of refusal %s", sample, outcome, sample.expectedRefusal())
                    .isTrue();
        }
    }

    /** Input in pieces of 100, 5, 3, 2 and 1 bytes gives the same as whole input. */
    @Test
    public final void decode_givesTheSameInPieces() {
        checks().sameInPieces();
    }

    /** Input that is cut in two gives the same as whole input, wherever it is cut. */
    @Test
    public final void decode_givesTheSameCutAnywhere() {
        checks().sameCutAnywhere();
    }

    /** Input in random pieces gives the same as whole input, also when pauses and the end come a moment later. */
    @Test
    public final void decode_givesTheSameInRandomPieces() {
        checks().sameInRandomPieces();
    }

    /** Input that ends early, wherever it does, gives some of the messages and no others. */
    @Test
    public final void decode_givesOnlyAPrefixOfTruncatedInput() {
        checks().prefixOfTruncated(messagesEndThemselves());
    }

    /**
     * A message is given as soon as it is whole, not only when a byte follows it or the input ends: who asks and waits for
     * the answer sends nothing more. This is not checked unless {@link #messagesEndThemselves}.
     */
    @Test
    public final void decode_givesMessagesAtOnce() {
        if (messagesEndThemselves()) {
            checks().givenAtOnce();
        }
    }

    /** Input that ends early, wherever it does, is refused as truncated unless it ends between two messages. */
    @Test
    public final void decode_refusesSampleCutAtEnd() {
        if (refusesEndInsideMessage()) {
            checks().endInsideMessageIsRefused();
        }
    }

    /**
     * What a call takes without giving a message means nothing, as white space between messages does: a decoder that is
     * not shown it gives the same. So no part of a message is kept where nothing bounds it, no deadline runs for it and
     * nobody misses it at the end.
     */
    @Test
    public final void decode_keepsNothingThatItTakes() {
        checks().nothingKept();
    }

    /**
     * However long a message goes on, a decoder keeps no more of it to itself than the limit of the protocol. This is
     * not checked where that is more than 65,536 bytes.
     */
    @Test
    public final void decode_keepsNoMoreThanTheLimit() {
        checks().noMoreKeptThan(protocol().maxMessageBytes());
    }

    /**
     * Whatever length the input claims, a call allocates no more than {@link #allocationLimit} for the bytes that are
     * there. In samples, numbers large and small stand for each of their first bytes.
     */
    @Test
    public final void decode_allocatesNoMoreThanCame() {
        assumeTrue(Allocations.areCounted(), "not checked: this JVM does not count the bytes that a thread allocates");
        checks().claimsAllocateNothing();
    }

    /** Samples with some bytes changed give messages or a refusal, nothing else, and the same however they are cut. */
    @Test
    public final void decode_survivesMutatedSamples() {
        checks().mutatedSurvived();
    }

    /** Random bytes give messages or a refusal, nothing else, and the same however they are cut. */
    @Test
    public final void decode_survivesRandomBytes() {
        checks().randomSurvived();
    }

    /** Read-only and direct buffers, and parts of arrays and of buffers, give the same. */
    @Test
    public final void decode_givesTheSameFromEveryKindOfBuffer() {
        checks().sameInEveryBuffer();
    }

    /** Two decoders that are used by turns give the same as one after the other. */
    @Test
    public final void decode_sharesNoStateBetweenDecoders() {
        checks().noStateShared();
    }

    /**
     * Gives inputs for a fuzzer to begin with.
     *
     * @return the bytes of each sample, the caller's own
     */
    public final Stream<byte[]> seeds() {
        return samples().stream().map(sample -> sample.input().bytes());
    }

    /**
     * Checks what comes of any bytes, for a fuzzer: messages or a refusal, nothing else, and the same however they are
     * cut. How they are depends on the bytes only.
     *
     * @param bytes what a sender sends, possibly nothing; not changed
     * @throws AssertionError if something else comes of them, or not the same
     */
    public final void fuzz(byte[] bytes) {
        Input model = samples().get(0).input();
        checks().survived(bytes, new Random(Arrays.hashCode(bytes)), model);
        checkAccepted(new Input(bytes, new int[0], model.last()));
    }

    /** Checks what else must hold of input that no sample is. */
    void checkAccepted(Input input) {}

    Outcome<M> outcome(List<Input.Part> parts) {
        return trials().outcome(parts);
    }

    /** What the tests make of the samples. */
    SampleInputs inputs() {
        return new SampleInputs(samples().stream().map(DecoderSample::input).toList(), SEED);
    }

    private DecoderChecks<M> checks() {
        return new DecoderChecks<>(trials(), inputs(), protocol().pauses());
    }

    private Trials<M> trials() {
        return new Trials<>(protocol(), this::joined, this::allocationLimit, watch);
    }
}
