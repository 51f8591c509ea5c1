// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import java.nio.ByteBuffer;

/** What is refused of a buffer before anything is taken that it could not hold. */
public final class BufferChecks {
    private BufferChecks() {}

    /**
     * Refuses a buffer that no byte can be put into.
     *
     * @param verb what is to be done into it
     */
    public static void requireRoom(ByteBuffer into, String verb) {
        if (into.isReadOnly()) {
            throw new IllegalArgumentException("the buffer to " + verb + " into is read-only");
        }
        if (!into.hasRemaining()) {
            throw new IllegalArgumentException("the buffer to " + verb + " into is full");
        }
    }
}
