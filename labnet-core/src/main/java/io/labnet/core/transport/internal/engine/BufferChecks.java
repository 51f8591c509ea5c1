// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import java.nio.ByteBuffer;

/** Checks a caller's buffer before bytes are read into it. */
public final class BufferChecks {
    private BufferChecks() {}

    /**
     * Refuses a buffer that is full or read-only.
     *
     * @param verb the operation, for the message
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
