// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

/** The system's buffer for what a socket has still to send. */
public final class SendBuffer {
    /**
     * How large it is asked to be. Left to itself it grows to megabytes, and has room again only when a third of them
     * has been taken: for so long a peer that reads slowly seems to take nothing. Much smaller, it would not hold what one
     * round trip carries, and slow down those who read fast.
     */
    public static final int BYTES = 64 * 1024;

    private SendBuffer() {}
}
