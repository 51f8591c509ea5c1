// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A conversation that only listens, with a new decoder that is held to its contract. */
final class Hearing<M> {
    private final List<M> messages = new ArrayList<>();
    private final Conversation<M, M> conversation;

    Hearing(Protocol<M, ?> protocol, BufferKind kind) {
        Decoder<M> decoder = protocol.decoders().get();
        Protocol<M, M> listening = new Protocol<>(
                protocol.name(),
                () -> new CheckedDecoder<>(decoder, kind),
                (message, out) -> {},
                protocol.maxMessageBytes());
        conversation = new Conversation<>(listening, (message, out) -> messages.add(message));
        conversation.open(Integer.MAX_VALUE);
    }

    /** Hears all the parts with a new decoder. */
    static <M> Hearing<M> of(Protocol<M, ?> protocol, BufferKind kind, List<Input.Part> parts) {
        try {
            Hearing<M> hearing = new Hearing<>(protocol, kind);
            for (Input.Part part : parts) {
                hearing.hear(part);
            }
            return hearing;
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(e.getMessage() + ", in " + kind + " buffers: " + Input.describe(parts), e);
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
        return Optional.ofNullable(conversation.rejection()).map(e -> new Refusal(e.reason(), e.offset()));
    }
}
