// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Conversation;
import io.labnet.testkit.Chunks;
import io.labnet.testkit.internal.Outcome.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What comes of inputs, each time with a new decoder, and what must. */
public final class Trials<M> {
    private final Protocol<M, ?> protocol;
    private final UnaryOperator<List<M>> joining;

    /**
     * Tries a protocol.
     *
     * @param joining makes messages that depend on how the input was cut into ones that do not
     */
    public Trials(Protocol<M, ?> protocol, UnaryOperator<List<M>> joining) {
        this.protocol = protocol;
        this.joining = joining;
    }

    public Outcome<M> outcome(List<Input.Part> parts) {
        return outcome(BufferKind.HEAP, parts);
    }

    public Outcome<M> outcome(BufferKind kind, List<Input.Part> parts) {
        return outcome(heard(decoder(kind), parts));
    }

    public void requireOutcome(Outcome<M> expected, List<Input.Part> parts) {
        assertThat(outcome(parts)).as("what comes of %s", Input.describe(parts)).isEqualTo(expected);
    }

    /** Two conversations that are heard a byte of each at a time don't disturb each other. */
    public void requireApart(Input one, Input other) {
        List<Input.Part> first = one.cut(Chunks.ofSize(one.bytes(), 1));
        List<Input.Part> second = other.cut(Chunks.ofSize(other.bytes(), 1));
        Hearing<M> hearing = new Hearing<>(protocol, decoder(BufferKind.HEAP));
        Hearing<M> neighbour = new Hearing<>(protocol, decoder(BufferKind.HEAP));
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            if (i < first.size()) {
                hearing.hear(first.get(i));
            }
            if (i < second.size()) {
                neighbour.hear(second.get(i));
            }
        }
        assertThat(outcome(hearing)).as("%s by turns with %s", one, other).isEqualTo(outcome(one.whole()));
        assertThat(outcome(neighbour)).as("%s by turns with %s", other, one).isEqualTo(outcome(other.whole()));
    }

    /**
     * What is taken without giving a message means nothing.
     *
     * @param allowed how many bytes in a row may mean something all the same
     */
    public void requireNothingKept(List<Input.Part> parts, int allowed) {
        Hearing<M> unused = heard(new ShadowedDecoder<>(() -> decoder(BufferKind.HEAP), allowed), parts);
    }

    /** Input that ends inside a message is refused as truncated, if it has not been refused before. */
    public void requireTruncated(Input truncated, List<M> all) {
        List<Input.Part> parts = truncated.whole();
        CheckedDecoder<M> waiting = decoder(BufferKind.HEAP);
        if (heard(waiting, Input.openEnded(parts)).refusal().isPresent()) {
            return;
        }
        CheckedDecoder<M> decoder = decoder(BufferKind.HEAP);
        Hearing<M> ended = heard(decoder, parts);
        if (ended.refusal().isPresent()) {
            assertThat(ended.refusal().get().reason())
                    .as("why %s is refused at its end", truncated)
                    .isEqualTo(Reason.TRUNCATED);
            return;
        }
        List<M> messages = joining.apply(ended.messages());
        assertThat(messages)
                .as("messages of %s, which ends inside a message if they differ, and is not refused", truncated)
                .isEqualTo(all.subList(0, Math.min(messages.size(), all.size())));
        assertThat(decoder.skipped())
                .as("bytes of %s taken without giving a message, with those that the end made it take", truncated)
                .isEqualTo(waiting.skipped());
    }

    private Hearing<M> heard(Decoder<M> decoder, List<Input.Part> parts) {
        Hearing<M> hearing = new Hearing<>(protocol, decoder);
        hearing.hearAll(parts);
        return hearing;
    }

    private CheckedDecoder<M> decoder(BufferKind kind) {
        return new CheckedDecoder<>(protocol.decoders().get(), kind);
    }

    private Outcome<M> outcome(Hearing<M> hearing) {
        return new Outcome<>(joining.apply(hearing.messages()), hearing.refusal());
    }

    /** A conversation that only listens, with a decoder of its own. */
    private static final class Hearing<M> {
        private final List<M> messages = new ArrayList<>();
        private final Conversation<M, M> conversation;

        Hearing(Protocol<M, ?> protocol, Decoder<M> decoder) {
            Protocol<M, M> listening =
                    new Protocol<>(protocol.name(), () -> decoder, (message, out) -> {}, protocol.maxMessageBytes());
            conversation = new Conversation<>(listening, (message, out) -> messages.add(message));
            conversation.open(Integer.MAX_VALUE);
        }

        void hearAll(List<Input.Part> parts) {
            try {
                parts.forEach(this::hear);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(e.getMessage() + ", in: " + Input.describe(parts), e);
            }
        }

        void hear(Input.Part part) {
            if (conversation.closing() == Closing.NO) {
                conversation.receive(part.bytes().duplicate(), part.boundary());
            }
        }

        List<M> messages() {
            return messages;
        }

        Optional<Refusal> refusal() {
            return Optional.ofNullable(conversation.rejection()).map(Refusal::of);
        }
    }
}
