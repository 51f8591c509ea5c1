// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Conversation;
import io.labnet.testkit.Chunks;
import io.labnet.testkit.internal.Input.Part;
import io.labnet.testkit.internal.Outcome.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A runner that decodes inputs, each with a new decoder, and checks the results. An input that breaks a rule is shrunk
 * before it is reported.
 */
public final class DecoderRunner<M> {
    /**
     * How many runs in a row must allocate too much to fail a test: the first runs may allocate more, because they load
     * classes.
     */
    private static final int ALLOCATING_RUNS = 3;

    private final Protocol<M, ?> protocol;
    private final UnaryOperator<List<M>> joining;
    private final IntToLongFunction allocationLimit;
    private final CallWatch watch;

    /**
     * Creates a runner for the decoders of a protocol.
     *
     * @param joining joins messages that depend on how the input was split; the joined messages must not depend on the
     *     split
     * @param allocationLimit the most bytes that a call may allocate, as a function of the number of bytes in its
     *     buffer
     */
    public DecoderRunner(
            Protocol<M, ?> protocol,
            UnaryOperator<List<M>> joining,
            IntToLongFunction allocationLimit,
            CallWatch watch) {
        this.protocol = protocol;
        this.joining = joining;
        this.allocationLimit = allocationLimit;
        this.watch = watch;
    }

    public Outcome<M> outcome(List<Part> parts) {
        try {
            return decode(BufferKind.HEAP, true, parts);
        } catch (Violation violation) {
            throw failure(violation, parts, some -> decode(BufferKind.HEAP, true, some));
        }
    }

    /** Checks that the parts decode to the same result as the whole input. */
    public void requireOutcome(Outcome<M> whole, List<Part> parts) {
        if (!whole.equals(outcome(parts))) {
            require(parts, this::checkSameHoweverSplit);
        }
    }

    /** Checks that the bytes decode to the same result in a buffer of another kind. */
    public void requireSameIn(BufferKind kind, List<Part> parts) {
        require(parts, some -> {
            Outcome<M> expected = decode(BufferKind.HEAP, true, some);
            Outcome<M> came = decode(kind, true, some);
            if (!expected.equals(came)) {
                throw new Violation(Rule.SAME_IN_EVERY_BUFFER, expected.toString(), came + " from a buffer " + kind);
            }
        });
    }

    /** Checks that the result does not depend on the buffers of earlier calls. */
    public void requireNoBufferKept(List<Part> parts) {
        require(parts, some -> {
            Outcome<M> expected = decode(BufferKind.HEAP, false, some);
            Outcome<M> came = decode(BufferKind.HEAP, true, some);
            if (!expected.equals(came)) {
                throw bufferKept(expected, came);
            }
        });
    }

    /** Checks that two conversations that are decoded alternately, a byte at a time, don't affect each other. */
    public void requireNoSharedState(Input one, Input other) {
        Outcome<M> expected = outcome(one.whole());
        Outcome<M> expectedOfOther = outcome(other.whole());
        List<Part> first = one.split(Chunks.ofSize(one.bytes(), 1));
        List<Part> second = other.split(Chunks.ofSize(other.bytes(), 1));
        Run run = new Run(decoder(BufferKind.HEAP, true, bytes -> Long.MAX_VALUE));
        Run neighbour = new Run(decoder(BufferKind.HEAP, true, bytes -> Long.MAX_VALUE));
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            run.receive(first, i);
            neighbour.receive(second, i);
        }
        assertThat(run.outcome())
                .as("decoders share no state: %s, decoded alternately with %s", one, other)
                .isEqualTo(expected);
        assertThat(neighbour.outcome())
                .as("decoders share no state: %s, decoded alternately with %s", other, one)
                .isEqualTo(expectedOfOther);
    }

    /**
     * Checks that bytes consumed without returning a message have no meaning.
     *
     * @param allowed about how many of these bytes after each message are not checked, because they may have a meaning
     */
    public void requireNothingKept(List<Part> parts, int allowed) {
        require(parts, some -> {
            Run unused = run(
                    () -> new Run(
                            new ShadowedDecoder<>(() -> decoder(BufferKind.HEAP, true, allocationLimit), allowed)),
                    some);
        });
    }

    /** Checks that the end of the input does not produce a message. */
    public void requireReturnedImmediately(List<Part> parts) {
        require(parts, some -> {
            List<M> ended = decode(BufferKind.HEAP, true, some).messages();
            List<M> waiting =
                    decode(BufferKind.HEAP, true, Input.openEnded(some)).messages();
            if (!ended.equals(waiting)) {
                throw new Violation(
                        Rule.RETURNS_IMMEDIATELY,
                        ended + " (once the input has ended)",
                        waiting + " while more input may follow");
            }
        });
    }

    /** Checks that input that ends inside a message is refused as truncated, unless it was refused before. */
    public void requireTruncated(Input truncated, List<M> all) {
        List<Part> parts = truncated.whole();
        try {
            checkTruncated(parts, all);
        } catch (Violation violation) {
            // Reported without a search for smaller input, because the expected messages of other bytes are not known.
            throw violation.toFailure(parts);
        }
    }

    private void checkTruncated(List<Part> parts, List<M> all) {
        Run waiting = run(BufferKind.HEAP, true, Input.openEnded(parts));
        if (waiting.refusal().isPresent()) {
            return;
        }
        Run ended = run(BufferKind.HEAP, true, parts);
        Outcome<M> came = ended.outcome();
        List<M> begun = all.subList(0, Math.min(came.messages().size(), all.size()));
        int dropped = ended.skipped() - waiting.skipped();
        boolean right = came.refusal().isPresent()
                ? came.refusal().get().reason() == Reason.TRUNCATED
                : came.messages().equals(begun) && dropped == 0;
        if (!right) {
            throw new Violation(
                    Rule.TRUNCATED,
                    "refusal TRUNCATED after " + begun,
                    came + (dropped == 0 ? "" : ", with " + dropped + " bytes consumed at the end without a message"));
        }
    }

    private void checkSameHoweverSplit(List<Part> parts) {
        Outcome<M> expected = decode(BufferKind.HEAP, true, Input.joined(parts));
        Run run = run(BufferKind.HEAP, true, parts);
        Outcome<M> came = run.outcome();
        if (expected.equals(came)) {
            return;
        }
        if (expected.equals(decode(BufferKind.HEAP, false, parts))) {
            throw bufferKept(expected, came);
        }
        throw new Violation(
                Rule.SAME_HOWEVER_SPLIT,
                expected + " (from the same bytes without splits)",
                came + (run.skipped() == 0 ? "" : "; calls that returned null consumed " + run.skipped() + " bytes"));
    }

    private Violation bufferKept(Outcome<M> expected, Outcome<M> came) {
        return new Violation(
                Rule.KEEPS_NO_BUFFER,
                expected + " (if the buffer is not overwritten after the call)",
                came + " if the buffer is overwritten after the call");
    }

    private void require(List<Part> parts, Consumer<List<Part>> check) {
        try {
            check.accept(parts);
        } catch (Violation violation) {
            throw failure(violation, parts, check);
        }
    }

    private AssertionError failure(Violation found, List<Part> parts, Consumer<List<Part>> check) {
        if (!isRepeatable(parts)) {
            return new AssertionError(
                    "decoding the same input twice has different results: either the messages have no equals(), as arrays"
                            + " (use Framing.map), or the decoder depends on more than its input\n"
                            + "  input:    " + Input.describe(parts),
                    found);
        }
        List<Part> fewest = Shrinker.shrink(parts, some -> violation(some, check, found.rule()) != null);
        Violation smallest = violation(fewest, check, found.rule());
        return smallest == null ? found.toFailure(parts) : smallest.toFailure(fewest);
    }

    /** Returns whether outcomes can be compared. */
    private boolean isRepeatable(List<Part> parts) {
        try {
            return decode(BufferKind.HEAP, true, parts).equals(decode(BufferKind.HEAP, true, parts));
        } catch (Violation violation) {
            return true;
        }
    }

    private static @Nullable Violation violation(List<Part> parts, Consumer<List<Part>> check, Rule rule) {
        try {
            check.accept(parts);
            return null;
        } catch (Violation violation) {
            return violation.rule() == rule ? violation : null;
        }
    }

    private Outcome<M> decode(BufferKind kind, boolean overwriting, List<Part> parts) {
        return run(kind, overwriting, parts).outcome();
    }

    private Run run(BufferKind kind, boolean overwriting, List<Part> parts) {
        return run(() -> new Run(decoder(kind, overwriting, allocationLimit)), parts);
    }

    private Run run(Supplier<Run> runs, List<Part> parts) {
        for (int attempt = 1; true; attempt++) {
            try {
                Run run = runs.get();
                parts.forEach(run::receive);
                return run;
            } catch (Violation violation) {
                if (violation.rule() != Rule.ALLOCATES_FOR_RECEIVED_BYTES || attempt == ALLOCATING_RUNS) {
                    throw violation;
                }
            }
        }
    }

    private CheckedDecoder<M> decoder(BufferKind kind, boolean overwriting, IntToLongFunction limit) {
        return new CheckedDecoder<>(
                Objects.requireNonNull(protocol.decoders().get(), "the protocol's supplier returned no decoder"),
                kind,
                overwriting,
                limit,
                watch);
    }

    /** A conversation that only receives, with a new decoder. */
    private final class Run {
        private final Decoder<M> decoder;
        private final List<Part> received = new ArrayList<>();
        private final List<M> messages = new ArrayList<>();
        private final Conversation<M, M> conversation;

        Run(Decoder<M> decoder) {
            this.decoder = decoder;
            Protocol<M, M> receiving =
                    new Protocol<>(protocol.name(), () -> decoder, (message, out) -> {}, protocol.maxMessageBytes());
            conversation = new Conversation<>(receiving, (message, out) -> messages.add(message));
            conversation.open(Integer.MAX_VALUE);
        }

        void receive(Part part) {
            if (conversation.closing() == Closing.NO) {
                received.add(part);
                watch.setInput(received);
                conversation.receive(part.bytes().duplicate(), part.boundary());
            }
        }

        /** Receives part {@code number}, if there is one. */
        void receive(List<Part> parts, int number) {
            try {
                if (number < parts.size()) {
                    receive(parts.get(number));
                }
            } catch (Violation violation) {
                throw violation.toFailure(received);
            }
        }

        /** Returns the number of bytes consumed in calls that returned no message. */
        int skipped() {
            return decoder instanceof CheckedDecoder<M> checked ? checked.skipped() : 0;
        }

        Outcome<M> outcome() {
            return new Outcome<>(joining.apply(messages), refusal());
        }

        Optional<Refusal> refusal() {
            return Optional.ofNullable(conversation.rejection()).map(Refusal::of);
        }
    }
}
