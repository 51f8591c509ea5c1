// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import java.io.IOException;

/**
 * Thrown when a wire has failed, so that the peer is unreachable. Sessions can't throw this type, so a session's own
 * I/O exception is never mistaken for a failure of the wire.
 */
final class BrokenWire extends Exception {
    private static final long serialVersionUID = 1;

    BrokenWire(IOException cause) {
        // No stack trace is created, because this exception is frequent and its cause has a trace.
        super(cause.getMessage(), cause, false, false);
    }
}
