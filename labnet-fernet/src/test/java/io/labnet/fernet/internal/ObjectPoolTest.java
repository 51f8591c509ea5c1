// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ObjectPoolTest {
    @Test
    void take_returnsEachObjectOnce() {
        ObjectPool<Object> slots = new ObjectPool<>();
        Object idle = new Object();
        slots.put(idle);

        assertThat(slots.take()).isSameAs(idle);
        assertThat(slots.take()).isNull();
    }

    @Test
    void put_beyondCapacity_isDropped() {
        ObjectPool<Integer> slots = new ObjectPool<>();
        for (int i = 0; i < 100; i++) {
            slots.put(i);
        }
        Set<Integer> taken = new HashSet<>();
        for (Integer idle = slots.take(); idle != null; idle = slots.take()) {
            taken.add(idle);
        }

        assertThat(taken).hasSize(16);
    }

    @Test
    void put_anyThreadId_findsSlot() {
        ObjectPool<Object> slots = new ObjectPool<>();
        Object idle = new Object();
        CompletableFuture.runAsync(() -> slots.put(idle), task -> new Numbered(task).start())
                .join();

        assertThat(slots.take()).isSameAs(idle);
    }

    /** A thread that overrides its id. */
    private static final class Numbered extends Thread {
        Numbered(Runnable task) {
            super(task);
        }

        @Override
        @SuppressWarnings("deprecation") // Deprecated since JDK 19, but older code overrides it.
        public long getId() {
            return -5;
        }
    }
}
