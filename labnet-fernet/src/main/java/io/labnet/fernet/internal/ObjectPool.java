// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A few idle objects for whichever thread needs one next. What finds no room is left to the collector, so neither many
 * threads nor short-lived ones can make it grow, as they would a {@link ThreadLocal}.
 */
public final class ObjectPool<T> {
    private static final int SIZE = 16;

    private final AtomicReferenceArray<@Nullable T> slots = new AtomicReferenceArray<>(SIZE);

    /** Takes an idle object, which is the caller's alone from then on, or returns {@code null} if there is none. */
    @Nullable
    public T take() {
        int first = first();
        for (int i = 0; i < SIZE; i++) {
            int slot = (first + i) % SIZE;
            if (slots.getPlain(slot) != null) {
                T idle = slots.getAndSet(slot, null);
                if (idle != null) {
                    return idle;
                }
            }
        }
        return null;
    }

    /** Gives back an object that the caller will not use again. */
    public void put(T idle) {
        int first = first();
        for (int i = 0; i < SIZE; i++) {
            if (slots.compareAndSet((first + i) % SIZE, null, idle)) {
                return;
            }
        }
    }

    /** Threads begin their search at different slots, so that few of them meet. A thread may give itself any number. */
    private static int first() {
        return Math.floorMod(Thread.currentThread().getId(), SIZE);
    }
}
