// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.internal.decimal;

import java.util.concurrent.CancellationException;

/** A check that cancels a long computation whose result is no longer needed. */
final class Interruption {
    private Interruption() {}

    /** Throws an exception if the thread is interrupted; its interrupt status stays set. */
    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
    }
}
