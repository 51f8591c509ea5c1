// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.Boundary;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One end of a connection, with methods that never block. Used by one loop's thread. */
public interface Wire {
    /** Has the loop tell events to a link, none at first. */
    void attach(EventLoop loop, Link link) throws IOException;

    /**
     * Reads what is there.
     *
     * @return {@code MORE} with bytes or, when nothing is there, none; {@code PAUSE} only where the transport itself
     *     carries pauses; {@code END}
     */
    Boundary read(ByteBuffer into) throws IOException;

    /** Writes what fits and tells how many bytes that was. */
    int write(ByteBuffer from) throws IOException;

    /** Says which events the loop is to be told from now on. */
    void interest(boolean readable, boolean writable);

    /** Whether the transport carries pauses: then time makes none. */
    default boolean tellsPauses() {
        return false;
    }

    /** Marks that what is written next comes a moment later, where the transport can carry that. */
    default void flush() {}

    /** All that there is to write has been written, for now: a pause, where no time makes one of it. */
    default void paused() {}

    /** Ends the output. */
    void finish() throws IOException;

    /** Closes in order. */
    void close();

    /** Closes by a reset. */
    void abort();
}
