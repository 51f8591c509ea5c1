// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

/** Who started a loop, and is told what becomes of it. */
public interface LoopOwner {
    /** How many bytes may be held for the connections of one loop. */
    long budgetOfLoop();

    /** Tells whoever listens of a failure that is nobody's input. */
    void report(Throwable problem);

    /** A loop can't go on. Called before it ends. */
    void fail(Throwable cause);

    /** A loop has ended. */
    void loopEnded();
}
