// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

/** Something that happens at a time, or again and again, unless it is cancelled before. */
@FunctionalInterface
public interface Timer {
    /**
     * Has it happen no more. Without effect when it has happened, or was cancelled before. To be called on the
     * conversation's thread, as an {@link Outbox} is.
     */
    void cancel();
}
