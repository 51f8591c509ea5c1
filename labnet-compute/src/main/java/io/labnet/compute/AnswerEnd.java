// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import java.util.Objects;
import java.util.UUID;

/**
 * Ends an answer, and says whose it is.
 *
 * @param uuid what the client is known by
 */
public record AnswerEnd(UUID uuid) implements ComputeReply {
    /**
     * Makes an end.
     *
     * @param uuid what the client is known by
     */
    public AnswerEnd {
        Objects.requireNonNull(uuid, "uuid");
    }
}
