// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An event loop that waits on a selector. */
public final class SelectorLoop extends ThreadLoop {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** The number of connections to prefetch together. Their data fits into the L1 cache. */
    private static final int PREFETCH_COUNT = 32;

    private final Selector selector;
    private final List<SelectionKey> ready = new ArrayList<>();
    private final Consumer<SelectionKey> gather = ready::add;

    @SuppressWarnings("UnusedVariable") // Assigned only so that the JIT compiler does not remove the prefetching reads.
    private int prefetched;

    /** The attachment of a key of this loop's selector. */
    public interface Selected {
        void selected(SelectionKey key);

        /**
         * Prefetches the memory that handling an event will read. Returns a value computed from this memory, so that
         * the compiler can't remove the reads. Must not throw.
         */
        default int prefetch() {
            return 0;
        }
    }

    public SelectorLoop(LoopOwner owner, String name) throws IOException {
        super(owner, name, directBuffer());
        this.selector = Selector.open();
    }

    /** Sets the interest of a key. Has no effect if another thread has closed its channel. */
    public static void interest(SelectionKey key, int ops) {
        try {
            if (key.interestOps() != ops) {
                key.interestOps(ops);
            }
        } catch (CancelledKeyException e) {
            // A cancelled key has no more events.
            return;
        }
    }

    public Selector selector() {
        return selector;
    }

    @Override
    protected void await(long nanos) throws IOException {
        // Rounded up, because the loop would wake twice if it woke before the deadline.
        long millis = nanos / NANOS_PER_MILLI + (nanos % NANOS_PER_MILLI > 0 ? 1 : 0);
        try {
            if (nanos == 0) {
                selector.selectNow(gather);
            } else {
                selector.select(gather, millis);
            }
            shareReads(ready.size());
            for (int from = 0; from < ready.size(); from += PREFETCH_COUNT) {
                handle(from, Math.min(ready.size(), from + PREFETCH_COUNT));
            }
        } finally {
            ready.clear();
        }
    }

    /**
     * Handles some of the events. With many connections, the data of a connection is no longer in the processor's
     * caches when its event arrives. Handling events one by one would cause several cache misses in sequence for each;
     * prefetching several connections together lets the misses overlap.
     */
    private void handle(int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += ((Selected) ready.get(i).attachment()).prefetch();
        }
        prefetched = sum;
        for (int i = from; i < to; i++) {
            dispatch(ready.get(i));
        }
    }

    @Override
    protected void wake() {
        selector.wakeup();
    }

    @Override
    public void release() {
        try {
            selector.close();
        } catch (IOException e) {
            owner().report(e);
        }
    }

    private static void dispatch(SelectionKey key) {
        try {
            ((Selected) key.attachment()).selected(key);
        } catch (CancelledKeyException e) {
            // An earlier event has closed the connection of this key.
            return;
        }
    }
}
