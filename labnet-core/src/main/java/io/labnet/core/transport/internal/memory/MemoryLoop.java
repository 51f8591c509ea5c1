// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.memory;

import io.labnet.core.transport.internal.engine.LoopOwner;
import io.labnet.core.transport.internal.engine.ThreadLoop;
import java.util.concurrent.locks.LockSupport;

/** An event loop without sockets: all of its events are tasks. */
public final class MemoryLoop extends ThreadLoop {
    public MemoryLoop(LoopOwner owner, String name) {
        super(owner, name, heapBuffer());
    }

    @Override
    protected void await(long nanos) {
        LockSupport.parkNanos(this, nanos);
    }

    @Override
    protected void wake() {
        unpark();
    }

    @Override
    protected void release() {}
}
