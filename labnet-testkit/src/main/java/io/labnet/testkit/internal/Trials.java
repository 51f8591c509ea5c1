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
 * Trials that decode inputs, each with a new decoder, and check the results. An input that breaks a rule is shrunk
 * before it is reported.
 */
public final class Trials<M> {
    /** How often a call must allocate too much to fail: the first runs may load classes. */
    private static final int ALLOCATING_RUNS = 3;

    private final Protocol<M, ?> protocol;
    private final UnaryOperator<List<M>> joining;
    private final IntToLongFunction allocationLimit;
    private final CallWatch watch;

    /**
     * Creates trials of a protocol.
     *
     * @param joining joins messages that depend on how the input was split into messages that do not
     * @param allocationLimit the most bytes that a call may allocate, by the number of bytes in its buffer
     */
    public Trials(
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
            return tried(BufferKind.HEAP, true, parts);
        } catch (Violation violation) {
            throw failure(violation, parts, some -> tried(BufferKind.HEAP, true, some));
        }
    }

    /** Checks that the parts give the same as the whole input. */
    public void requireOutcome(Outcome<M> whole, List<Part> parts) {
        if (!whole.equals(outcome(parts))) {
            require(parts, this::checkSameHoweverCut);
        }
    }

    /** Checks that the bytes give the same in a buffer of another kind. */
    public void requireSameIn(BufferKind kind, List<Part> parts) {
        require(parts, some -> {
            Outcome<M> expected = tried(BufferKind.HEAP, true, some);
            Outcome<M> came = tried(kind, true, some);
            if (!expected.equals(came)) {
                throw new Violation(Rule.SAME_IN_EVERY_BUFFER, expected.toString(), came + " from a buffer " + kind);
            }
        });
    }

    /** Checks that nothing depends on the buffers of earlier calls. */
    public void requireNoBufferKept(List<Part> parts) {
        require(parts, some -> {
            Outcome<M> expected = tried(BufferKind.HEAP, false, some);
            Outcome<M> came = tried(BufferKind.HEAP, true, some);
            if (!expected.equals(came)) {
                throw bufferKept(expected, came);
            }
        });
    }

    /** Checks that two conversations that are decoded alternately, a byte at a time, don't affect each other. */
    public void requireApart(Input one, Input other) {
        Outcome<M> expected = outcome(one.whole());
        Outcome<M> expectedOfOther = outcome(other.whole());
        List<Part> first = one.cut(Chunks.ofSize(one.bytes(), 1));
        List<Part> second = other.cut(Chunks.ofSize(other.bytes(), 1));
        Hearing hearing = new Hearing(decoder(BufferKind.HEAP, true, bytes -> Long.MAX_VALUE));
        Hearing neighbour = new Hearing(decoder(BufferKind.HEAP, true, bytes -> Long.MAX_VALUE));
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            hearing.hear(first, i);
            neighbour.hear(second, i);
        }
        assertThat(hearing.outcome())
                .as("decoders share no state: %s, by turns with %s", one, other)
                .isEqualTo(expected);
        assertThat(neighbour.outcome())
                .as("decoders share no state: %s, by turns with %s", other, one)
                .isEqualTo(expectedOfOther);
    }

    /**
     * Checks that bytes consumed without returning a message have no meaning.
     *
     * @param allowed the number of bytes in a row that may have a meaning
     */
    public void requireNothingKept(List<Part> parts, int allowed) {
        require(parts, some -> {
            Hearing unused = heard(
                    () -> new Hearing(
                            new ShadowedDecoder<>(() -> decoder(BufferKind.HEAP, true, allocationLimit), allowed)),
                    some);
        });
    }

    /** Checks that the end of the input does not produce a message. */
    public void requireGivenAtOnce(List<Part> parts) {
        require(parts, some -> {
            List<M> ended = tried(BufferKind.HEAP, true, some).messages();
            List<M> waiting =
                    tried(BufferKind.HEAP, true, Input.openEnded(some)).messages();
            if (!ended.equals(waiting)) {
                throw new Violation(
                        Rule.GIVES_AT_ONCE, ended + " (as at the end)", waiting + " as long as more may follow");
            }
        });
    }

    /** Checks that input that ends inside a message is refused as truncated, unless it was refused before. */
    public void requireTruncated(Input truncated, List<M> all) {
        List<Part> parts = truncated.whole();
        try {
            checkTruncated(parts, all);
        } catch (Violation violation) {
            // Not shrunk: the messages of other bytes are not known.
            throw violation.toFailure(parts);
        }
    }

    private void checkTruncated(List<Part> parts, List<M> all) {
        Hearing waiting = heard(BufferKind.HEAP, true, Input.openEnded(parts));
        if (waiting.refusal().isPresent()) {
            return;
        }
        Hearing ended = heard(BufferKind.HEAP, true, parts);
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
                    came + (dropped == 0 ? "" : ", with " + dropped + " bytes taken and dropped at the end"));
        }
    }

    private void checkSameHoweverCut(List<Part> parts) {
        Outcome<M> expected = tried(BufferKind.HEAP, true, Input.joined(parts));
        Hearing hearing = heard(BufferKind.HEAP, true, parts);
        Outcome<M> came = hearing.outcome();
        if (expected.equals(came)) {
            return;
        }
        if (expected.equals(tried(BufferKind.HEAP, false, parts))) {
            throw bufferKept(expected, came);
        }
        throw new Violation(
                Rule.SAME_HOWEVER_CUT,
                expected + " (as from the same bytes without cuts)",
                came + (hearing.skipped() == 0 ? "" : "; calls that gave null took " + hearing.skipped() + " bytes"));
    }

    private Violation bufferKept(Outcome<M> expected, Outcome<M> came) {
        return new Violation(
                Rule.KEEPS_NO_BUFFER,
                expected + " (as when the buffer of a call stays as it is)",
                came + " when it is overwritten after the call");
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
                    "what comes of the same input twice is not equal: either the messages have no equals(), as arrays have"
                            + " none, which Framing.map can change, or the decoder depends on more than its input\n"
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
            return tried(BufferKind.HEAP, true, parts).equals(tried(BufferKind.HEAP, true, parts));
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

    private Outcome<M> tried(BufferKind kind, boolean spoiling, List<Part> parts) {
        return heard(kind, spoiling, parts).outcome();
    }

    private Hearing heard(BufferKind kind, boolean spoiling, List<Part> parts) {
        return heard(() -> new Hearing(decoder(kind, spoiling, allocationLimit)), parts);
    }

    private Hearing heard(Supplier<Hearing> hearings, List<Part> parts) {
        for (int run = 1; true; run++) {
            try {
                Hearing hearing = hearings.get();
                parts.forEach(hearing::hear);
                return hearing;
            } catch (Violation violation) {
                if (violation.rule() != Rule.ALLOCATES_FOR_WHAT_CAME || run == ALLOCATING_RUNS) {
                    throw violation;
                }
            }
        }
    }

    private CheckedDecoder<M> decoder(BufferKind kind, boolean spoiling, IntToLongFunction limit) {
        return new CheckedDecoder<>(
                Objects.requireNonNull(protocol.decoders().get(), "the protocol made no decoder"),
                kind,
                spoiling,
                limit,
                watch);
    }

    /** A conversation that only receives, with its own decoder. */
    private final class Hearing {
        private final Decoder<M> decoder;
        private final List<Part> heard = new ArrayList<>();
        private final List<M> messages = new ArrayList<>();
        private final Conversation<M, M> conversation;

        Hearing(Decoder<M> decoder) {
            this.decoder = decoder;
            Protocol<M, M> listening =
                    new Protocol<>(protocol.name(), () -> decoder, (message, out) -> {}, protocol.maxMessageBytes());
            conversation = new Conversation<>(listening, (message, out) -> messages.add(message));
            conversation.open(Integer.MAX_VALUE);
        }

        void hear(Part part) {
            if (conversation.closing() == Closing.NO) {
                heard.add(part);
                watch.hearing(heard);
                conversation.receive(part.bytes().duplicate(), part.boundary());
            }
        }

        /** Receives part {@code number}, if there are that many. */
        void hear(List<Part> parts, int number) {
            try {
                if (number < parts.size()) {
                    hear(parts.get(number));
                }
            } catch (Violation violation) {
                throw violation.toFailure(heard);
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
