// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

/** Something that happens at a time, or again and again, unless it is cancelled before. */
@FunctionalInterface
public interface Timer {
    /**
     * Has it happen no more. Without effect when it has happened, or was cancelled before. To be called
     * where an {@link Outbox} of the conversation may be used: inside a call that was given one, by the same thread.
     */
    void cancel();
}
