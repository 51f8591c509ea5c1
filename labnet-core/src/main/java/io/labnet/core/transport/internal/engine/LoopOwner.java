// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

/** The owner of a loop, which is notified of its failure and end. */
public interface LoopOwner {
    /** Returns how many bytes may be buffered for the connections of one loop. */
    long budgetOfLoop();

    /** Reports a failure to the listener. Invalid input is not such a failure. */
    void report(Throwable problem);

    /** Called when a loop can't continue, before it ends. */
    void fail(Throwable cause);

    /** Called when a loop has ended. */
    void loopEnded();
}
