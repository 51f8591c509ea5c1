// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A conversation that only listens, with a decoder of its own. */
final class Hearing<M> {
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
        return Optional.ofNullable(conversation.rejection()).map(e -> new Refusal(e.reason(), e.offset()));
    }
}
