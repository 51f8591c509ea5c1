// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

/** A handle that cancels a scheduled task, one-time or repeated. */
@FunctionalInterface
public interface Timer {
    /**
     * Cancels the task. Has no effect if the task has run for the last time or was cancelled. Call it only where an
     * {@link Outbox} of the conversation is valid: inside a call that received one, by the same thread.
     */
    void cancel();
}
