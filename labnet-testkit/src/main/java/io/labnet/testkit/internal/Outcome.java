// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.codec.ProtocolException;
import java.util.List;
import java.util.Optional;

/** The result of decoding an input. This result must not depend on how the input was split. */
public record Outcome<M>(List<M> messages, Optional<Refusal> refusal) {
    /** The properties that must be equal in two refusals of the same input. */
    public record Refusal(ProtocolException.Reason reason, int offset) {
        static Refusal of(ProtocolException e) {
            return new Refusal(e.reason(), e.offset());
        }

        @Override
        public String toString() {
            return reason + " at " + offset;
        }
    }

    @Override
    public String toString() {
        return messages + ", refusal " + refusal.map(Refusal::toString).orElse("none");
    }
}
