// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import java.io.IOException;

/**
 * Says that a wire has failed, so the peer is gone. Sessions, which may throw whatever they like, can't throw this: so
 * their own failures, even of input and output, are never taken for it.
 */
final class BrokenWire extends Exception {
    private static final long serialVersionUID = 1;

    BrokenWire(IOException cause) {
        // A wire breaks often, and where it was used is known; the cause has a trace of its own.
        super(cause.getMessage(), cause, false, false);
    }
}
