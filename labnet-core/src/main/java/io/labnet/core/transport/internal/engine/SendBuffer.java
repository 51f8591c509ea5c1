// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

/** The size of the system's send buffer of a socket. */
public final class SendBuffer {
    /**
     * The requested size in bytes. By default, the buffer grows to megabytes, and the socket becomes writable again
     * only when a third of it is free. Until then, a peer that reads slowly looks like a peer that reads nothing. A
     * much smaller buffer would hold less data than a fast reader can receive in one round trip, and would slow this
     * reader down.
     */
    public static final int BYTES = 64 * 1024;

    private SendBuffer() {}
}
