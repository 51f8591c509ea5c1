// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.internal.decimal;

import java.util.concurrent.CancellationException;

/** The check by which long computations notice that they are no longer needed. */
final class Interruption {
    private Interruption() {}

    /** Ends the computation if the thread is interrupted, and leaves it so. */
    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
    }
}
