// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.ByteArraySink;
import org.jspecify.annotations.Nullable;

/**
 * What drives a session, as far as the session has to know it: its thread and its clock. An engine calls
 * {@link ByteSession#attach} with it; a test may be one, with a list of tasks and a number for the time.
 */
public interface Engine {
    /**
     * Runs a task on the session's thread, soon and not within this call, and then asks the session what to do next.
     * When the conversation is over, it need not be run.
     *
     * @param task the task; called by any thread
     */
    void execute(Runnable task);

    /**
     * Runs a task on the session's thread at a time, and then asks the session what to do next.
     *
     * @param delayNanos in how many nanoseconds, 0 or more
     * @param task the task, run once
     * @return what cancels it; whatever is not cancelled when the conversation is over need not be run
     */
    Timer schedule(long delayNanos, Runnable task);

    /**
     * Lends a buffer in which the session may put what it has to say until it is told {@link ByteSession#settled}.
     *
     * @return an empty buffer, which nobody else uses meanwhile; {@code null}, the default, where there is none
     */
    default @Nullable ByteArraySink lend() {
        return null;
    }

    /**
     * Tells the time.
     *
     * @return nanoseconds since any time that is always the same, by the clock that {@link #schedule} goes by
     */
    long nanoTime();
}
