// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.Boundary;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One end of a connection, with non-blocking methods. Confined to one loop's thread. */
public interface Wire {
    /** Registers a link for the events of this wire. The link receives no events until {@link #interest} is called. */
    void attach(EventLoop loop, Link link) throws IOException;

    /**
     * Reads available bytes.
     *
     * @return what follows the bytes that were read (possibly none): {@code MORE}, {@code END}, or, only if
     *     {@link #carriesPauses} returns {@code true}, {@code PAUSE}
     */
    Boundary read(ByteBuffer into) throws IOException;

    /** Writes as many bytes as fit, and returns their number. */
    int write(ByteBuffer from) throws IOException;

    /** Sets which events the link receives. */
    void interest(boolean readable, boolean writable);

    /**
     * Returns whether the transport itself carries pauses, as markers between the bytes. If so, a time without input is
     * not reported as a pause.
     */
    default boolean carriesPauses() {
        return false;
    }

    /** Separates the next write from the previous one, if the transport can do so. */
    default void flush() {}

    /** Called when all pending output has been written. Sends a pause if the transport carries pauses. */
    default void paused() {}

    /** Ends the output. */
    void finish() throws IOException;

    /** Closes the connection in order. */
    void close();

    /** Closes the connection with a reset. */
    void abort();
}
