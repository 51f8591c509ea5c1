// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import java.util.Objects;
import java.util.UUID;

/**
 * The answer to a {@link ClientName}. The client recognises by it which answers are its own.
 *
 * @param uuid what the client is known by
 */
public record Identity(UUID uuid) implements ComputeReply {
    /**
     * Makes a reply.
     *
     * @param uuid what the client is known by
     */
    public Identity {
        Objects.requireNonNull(uuid, "uuid");
    }
}
