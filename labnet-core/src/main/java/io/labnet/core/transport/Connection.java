// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.codec.Boundary;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A connection to a server, with blocking methods. One thread may read while another writes; any thread may call
 * {@link #close} or {@link #abort}, and both threads are then unblocked. Do not rely on interrupts: over memory and
 * Unix transports, an interrupted method throws an {@link IOException} and the thread stays interrupted; over TCP, the
 * method continues to wait.
 */
public interface Connection extends Closeable {
    /**
     * Waits for bytes, a pause of the peer, or the end of the peer's output. A pause is reported at most once after
     * each burst of bytes, when nothing has followed for {@link ConnectOptions#quiet}.
     *
     * @param into receives the bytes; must have space for at least one
     * @return {@code MORE} if at least one byte was read, otherwise {@code PAUSE} or {@code END}
     * @throws java.net.SocketTimeoutException if nothing arrives for {@link #readTimeout}; the connection stays usable
     * @throws IOException if the connection was reset or closed
     * @throws IllegalArgumentException if {@code into} is full or read-only
     */
    default Boundary read(ByteBuffer into) throws IOException {
        return read(into, readTimeout());
    }

    /**
     * Waits for bytes as {@link #read(ByteBuffer)} does, with the given timeout.
     *
     * @param into receives the bytes; must have space for at least one
     * @param timeout how long to wait; sockets round it to milliseconds, at least one
     * @return {@code MORE} if at least one byte was read, otherwise {@code PAUSE} or {@code END}
     * @throws java.net.SocketTimeoutException if nothing arrives in time; the connection stays usable
     * @throws IOException if the connection was reset or closed
     * @throws IllegalArgumentException if {@code into} is full or read-only, or the timeout not positive
     */
    Boundary read(ByteBuffer into, Duration timeout) throws IOException;

    /**
     * Returns the timeout of {@link #read(ByteBuffer)}.
     *
     * @return the {@link ConnectOptions#readTimeout} of this connection; positive
     */
    Duration readTimeout();

    /**
     * Writes all bytes, waiting for the peer to read if necessary.
     *
     * @param from the bytes, possibly none; its position moves to its limit
     * @throws IOException if the connection was reset or closed, or its output is finished, even if there are no bytes
     *     to write. A reset by the peer may be detected only at a later write
     */
    void write(ByteBuffer from) throws IOException;

    /**
     * Sends a pause, if the transport carries pauses: the peer then reads {@link Boundary#PAUSE} after the bytes
     * written so far. On other transports the peer detects a pause only by its duration, and this method does nothing.
     * To pause on any transport, call this method and then write nothing for a while. A pause has no effect if no bytes
     * were written since the last pause.
     *
     * @throws IOException if the connection was reset or closed, or its output is finished
     */
    default void pause() throws IOException {}

    /**
     * Ends the output: the peer reads all written bytes, then the end. Input stays open. Further calls have no effect.
     *
     * @throws IOException if the connection was reset or closed
     */
    void finish() throws IOException;

    /**
     * Closes the connection. If input is left unread, bytes in transit to the peer are lost; to avoid this, first
     * {@link #finish} and read to the end. Further calls have no effect.
     */
    @Override
    void close();

    /**
     * Resets the connection: the peer's reads and writes fail, and bytes in transit are lost. Transports without a
     * reset, such as {@link UnixTransport}, close the connection.
     */
    void abort();
}
