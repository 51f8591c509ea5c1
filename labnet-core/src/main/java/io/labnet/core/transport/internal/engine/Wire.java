// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.Boundary;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One end of a connection, with non-blocking methods. Confined to one loop's thread. */
public interface Wire {
    /** Registers a link for the events of this wire; {@link #interest} is initially none. */
    void attach(EventLoop loop, Link link) throws IOException;

    /**
     * Reads available bytes.
     *
     * @return {@code MORE} with the available bytes, possibly none; {@code PAUSE}, only if the transport itself carries
     *     pauses; or {@code END}
     */
    Boundary read(ByteBuffer into) throws IOException;

    /** Writes as many bytes as fit, and returns their number. */
    int write(ByteBuffer from) throws IOException;

    /** Sets which events the link receives. */
    void interest(boolean readable, boolean writable);

    /** Returns whether the transport itself carries pauses; then quiet time makes none. */
    default boolean tellsPauses() {
        return false;
    }

    /** Separates the next write from the last, if the transport can carry that. */
    default void flush() {}

    /** Called when all output has been written for now, which sends a pause if the transport carries pauses. */
    default void paused() {}

    /** Ends the output. */
    void finish() throws IOException;

    /** Closes in order. */
    void close();

    /** Closes by a reset. */
    void abort();
}
