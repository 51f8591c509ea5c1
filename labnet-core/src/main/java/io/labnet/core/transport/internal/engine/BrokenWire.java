// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import java.io.IOException;

/**
 * Thrown when a wire has failed, so that the peer is unreachable. Sessions can't throw this type, so that their own
 * failures, even I/O exceptions, are never mistaken for it.
 */
final class BrokenWire extends Exception {
    private static final long serialVersionUID = 1;

    BrokenWire(IOException cause) {
        // Without a stack trace: this is frequent, and the cause has its own trace.
        super(cause.getMessage(), cause, false, false);
    }
}
