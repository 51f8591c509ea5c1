// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.ByteArraySink;
import org.jspecify.annotations.Nullable;

/**
 * The thread and the clock of a session, passed to {@link ByteSession#attach}. A test can implement this interface with
 * a list of tasks and a number for the time.
 */
public interface Engine {
    /**
     * Runs a task on the session's thread, soon but not within this call, and then queries the session to decide what
     * to do next. The task may be dropped once the conversation is over. Any thread may call this method.
     *
     * @param task the task
     */
    void execute(Runnable task);

    /**
     * Runs a task on the session's thread after a delay, and then queries the session to decide what to do next. The
     * task may be dropped once the conversation is over.
     *
     * @param delayNanos the delay in nanoseconds, 0 or more
     * @param task the task, run once
     * @return a handle that cancels the task
     */
    Timer schedule(long delayNanos, Runnable task);

    /**
     * Lends a buffer that the session may use for its output until {@link ByteSession#releaseLentBuffer} is called.
     * If sessions take turns with this buffer, they need no buffers of their own as long as their peers read quickly.
     *
     * @return an empty buffer for the session's exclusive use; {@code null}, the default, if there is none
     */
    default @Nullable ByteArraySink lend() {
        return null;
    }

    /**
     * Notes that the session has decoded a message, which it handles next. The default does nothing.
     *
     * @param message the message, not to be changed or retained
     */
    default void decoded(Object message) {}

    /**
     * Returns the time of the clock that {@link #schedule} uses.
     *
     * @return nanoseconds since a fixed but arbitrary origin
     */
    long nanoTime();
}
