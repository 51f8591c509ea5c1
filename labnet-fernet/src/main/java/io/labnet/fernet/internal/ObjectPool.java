// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A small pool of idle objects, shared by all threads. Objects beyond its capacity are left to the garbage collector.
 * Therefore, unlike a {@link ThreadLocal}, the pool can't grow because of many or short-lived threads.
 */
public final class ObjectPool<T> {
    private static final int SIZE = 16;

    private final AtomicReferenceArray<@Nullable T> slots = new AtomicReferenceArray<>(SIZE);

    /** Removes and returns an idle object, or returns {@code null} if there is none. */
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

    /** Returns an object to the pool. The caller must not use it afterwards. */
    public void put(T idle) {
        int first = first();
        for (int i = 0; i < SIZE; i++) {
            if (slots.compareAndSet((first + i) % SIZE, null, idle)) {
                return;
            }
        }
    }

    /**
     * Threads start their search at different slots to reduce contention. The id of a thread may be negative, because a
     * subclass of Thread may return any number.
     */
    private static int first() {
        return Math.floorMod(Thread.currentThread().getId(), SIZE);
    }
}
