// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.session.Timer;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A queue of the deadlines of one loop, the earliest first. The queue is a binary heap. Each entry stores its index, so
 * that moving it needs neither an allocation nor a search; this costs four bytes per connection.
 */
public final class Deadlines {
    /** A deadline that never comes due. An entry with this deadline stays in the heap. */
    public static final long NEVER = Long.MAX_VALUE;

    /** An entry of the queue. Times are nanoseconds since the loop began. */
    public abstract static class Timed {
        private long due = NEVER;
        private int place = -1;

        /** Called when the deadline is reached. Must set another deadline, or remove the entry. */
        protected abstract void due(long now);
    }

    private @Nullable Timed[] heap = new Timed[16];
    private int size;

    public void add(Timed entry, long due) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        entry.due = due;
        siftUp(entry, size++);
    }

    /** Schedules a task to run once, unless it is cancelled first. The task receives the time. */
    Timer schedule(long due, LongConsumer task) {
        Alarm alarm = new Alarm(task);
        add(alarm, due);
        return alarm;
    }

    public void move(Timed entry, long due) {
        if (entry.place < 0 || entry.due == due) {
            return;
        }
        boolean earlier = due < entry.due;
        entry.due = due;
        if (earlier) {
            siftUp(entry, entry.place);
        } else {
            siftDown(entry, entry.place);
        }
    }

    /**
     * Moves an entry if its new time is earlier than its old time. If the new time is later, the entry stays and comes
     * due too early, so its {@code due} method must check the time. Most deadlines change again before they are
     * reached, so moving the entry each time would be wasted work.
     */
    void movePerhapsLater(Timed entry, long due, long now) {
        if (due < entry.due || entry.due <= now) {
            move(entry, due);
        }
    }

    void remove(Timed entry) {
        int gap = entry.place;
        if (gap < 0) {
            return;
        }
        entry.place = -1;
        Timed last = at(--size);
        heap[size] = null;
        if (last != entry) {
            siftDown(last, gap);
            siftUp(last, last.place);
        }
    }

    /** Returns the earliest deadline; {@link #NEVER} if there is none. */
    long next() {
        return size == 0 ? NEVER : at(0).due;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Returns a snapshot of the entries, in no particular order. */
    List<Timed> entries() {
        return List.of(Arrays.copyOf(heap, size));
    }

    int size() {
        return size;
    }

    /** Returns the entry at an index of the heap. Unlike {@link #entries}, this allocates no memory. */
    Timed at(int place) {
        Timed entry = heap[place];
        assert entry != null;
        return entry;
    }

    void run(long now) {
        Timed unmoved = null;
        while (next() <= now) {
            Timed first = at(0);
            long before = first.due;
            first.due(now);
            boolean unchanged = first.place == 0 && first.due == before;
            // An unchanged deadline is allowed once, because an entry may have two deadlines at the same time and
            // handle them one by one.
            if (unchanged && first == unmoved) {
                throw new IllegalStateException("an entry neither moved its deadline nor was removed");
            }
            unmoved = unchanged ? first : null;
        }
    }

    private void siftUp(Timed entry, int from) {
        int place = from;
        while (place > 0) {
            Timed parent = at((place - 1) / 2);
            if (entry.due >= parent.due) {
                break;
            }
            put(parent, place);
            place = (place - 1) / 2;
        }
        put(entry, place);
    }

    private void siftDown(Timed entry, int from) {
        int place = from;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && at(child + 1).due < at(child).due) {
                child++;
            }
            if (entry.due <= at(child).due) {
                break;
            }
            put(at(child), place);
            place = child;
        }
        put(entry, place);
    }

    private void put(Timed entry, int place) {
        heap[place] = entry;
        entry.place = place;
    }

    private final class Alarm extends Timed implements Timer {
        private final LongConsumer task;

        Alarm(LongConsumer task) {
            this.task = task;
        }

        @Override
        protected void due(long now) {
            cancel();
            task.accept(now);
        }

        @Override
        public void cancel() {
            remove(this);
        }
    }
}
