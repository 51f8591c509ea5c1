// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** An event loop that waits on a selector. */
public final class SelectorLoop extends EventLoop {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Selector selector;

    /** What a key of this loop's selector is attached to. */
    public interface Selected {
        void selected(SelectionKey key);
    }

    public SelectorLoop(LoopOwner owner, String name) throws IOException {
        super(owner, name, directBuffer());
        this.selector = Selector.open();
    }

    /** Says what a key is to be told from now on, if its channel is still open: another thread may close it. */
    public static void interest(SelectionKey key, int ops) {
        try {
            if (key.interestOps() != ops) {
                key.interestOps(ops);
            }
        } catch (CancelledKeyException e) {
            // It will be told nothing any more.
            return;
        }
    }

    public Selector selector() {
        return selector;
    }

    @Override
    protected void await(long nanos) throws IOException {
        // A time is rounded up: to wake before a deadline would be to wake twice.
        long millis = nanos / NANOS_PER_MILLI + (nanos % NANOS_PER_MILLI > 0 ? 1 : 0);
        if (nanos == 0) {
            selector.selectNow(SelectorLoop::dispatch);
        } else {
            selector.select(SelectorLoop::dispatch, millis);
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
            // Its connection was closed by an event that came just before; there is nothing left to do.
            return;
        }
    }
}
