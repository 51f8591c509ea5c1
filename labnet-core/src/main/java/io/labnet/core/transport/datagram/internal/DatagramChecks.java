// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.datagram.internal;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.datagram.DatagramTransport;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Checks and exceptions that all ports and memberships share. */
public final class DatagramChecks {
    private DatagramChecks() {}

    public static void checkSize(ByteBuffer datagram) {
        if (datagram.remaining() > DatagramTransport.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a datagram of " + datagram.remaining() + " bytes is larger than " + DatagramTransport.MAX_BYTES);
        }
    }

    public static SocketException closed(Endpoint port) {
        return new SocketException("the port " + port + " is closed");
    }

    public static SocketException left(Endpoint group) {
        return new SocketException("the group " + group + " was left");
    }

    public static InterruptedIOException interrupted(String doing) {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while " + doing);
    }

    public static SocketTimeoutException timedOut(Duration timeout) {
        return new SocketTimeoutException("nothing arrived for " + timeout.toMillis() + " ms");
    }
}
