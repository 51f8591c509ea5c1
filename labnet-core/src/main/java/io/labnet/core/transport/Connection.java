// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.codec.Boundary;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A connection to a server, with methods that block. One thread may read while another writes; {@link #close} and
 * {@link #abort} may be called by any thread and unblock both. An interrupt is no way to end a call: transports
 * in memory and by socket files answer it by an {@link IOException} and leave the thread interrupted, TCP waits on.
 */
public interface Connection extends Closeable {
    /**
     * Waits for bytes, a pause of the peer, or the end of its output. A pause is told at most once after each burst of
     * bytes, when nothing has followed them for {@link ConnectOptions#quiet}.
     *
     * @param into takes the bytes; at least one must fit
     * @return {@code MORE} when at least one byte was read, {@code PAUSE} or {@code END} when none was
     * @throws java.net.SocketTimeoutException if nothing arrives for {@link #readTimeout}; the connection stays usable
     * @throws IOException if the connection was reset or closed
     * @throws IllegalArgumentException if {@code into} is full or read-only
     */
    default Boundary read(ByteBuffer into) throws IOException {
        return read(into, readTimeout());
    }

    /**
     * Waits for bytes as {@link #read(ByteBuffer)} does, for a time of its own.
     *
     * @param into takes the bytes; at least one must fit
     * @param timeout how long to wait; a socket counts in milliseconds and waits for one at least
     * @return {@code MORE} when at least one byte was read, {@code PAUSE} or {@code END} when none was
     * @throws java.net.SocketTimeoutException if nothing arrives in time; the connection stays usable
     * @throws IOException if the connection was reset or closed
     * @throws IllegalArgumentException if {@code into} is full or read-only, or the timeout not positive
     */
    Boundary read(ByteBuffer into, Duration timeout) throws IOException;

    /**
     * Tells how long a read waits that is given no time of its own.
     *
     * @return {@link ConnectOptions#readTimeout} of the options it was made with; positive
     */
    Duration readTimeout();

    /**
     * Writes bytes, waiting for the peer to take them if need be.
     *
     * @param from the bytes, possibly none; all are written, and its position moves to its limit
     * @throws IOException if the connection was reset, closed, or its output finished, also when there are no bytes; a
     *     reset by the peer may show only at a later write
     */
    void write(ByteBuffer from) throws IOException;

    /**
     * Pauses, where the transport carries pauses: the peer is told {@link Boundary#PAUSE} after what was written so far.
     * Elsewhere this does nothing, because it is time that makes a pause; whoever wants one everywhere calls this and
     * then writes nothing for a while. A pause that follows no bytes is none.
     *
     * @throws IOException if the connection was reset, closed, or its output finished
     */
    default void pause() throws IOException {}

    /**
     * Ends the output: the peer reads all that was written, then the end. Reading goes on. Without effect when it has
     * been called before.
     *
     * @throws IOException if the connection was reset or closed
     */
    void finish() throws IOException;

    /**
     * Closes the connection. Bytes on their way to the peer are lost when input is left unread: to lose nothing, finish
     * and read to the end first. Without effect when closed.
     */
    @Override
    void close();

    /**
     * Resets the connection: the peer learns that it broke, and bytes on their way are lost. Where the transport knows no
     * reset, as said at {@link UnixTransport}, this closes it.
     */
    void abort();
}
