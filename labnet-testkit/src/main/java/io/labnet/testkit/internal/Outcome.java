// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import java.util.List;
import java.util.Optional;

/** What came of an input: the same however it was cut. */
public record Outcome<M>(List<M> messages, Optional<Refusal> refusal) {
    @Override
    public String toString() {
        return messages + ", refusal " + refusal.map(Refusal::toString).orElse("none");
    }
}
