// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

/** A handle that cancels a scheduled task, one-time or repeated. */
@FunctionalInterface
public interface Timer {
    /**
     * Cancels the task. Has no effect if the task has run for the last time or was cancelled. Call this method only
     * where an {@link Outbox} of the conversation is valid: during a call to which the outbox was passed, by the same
     * thread.
     */
    void cancel();
}
