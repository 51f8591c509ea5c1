// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import java.util.concurrent.locks.LockSupport;

/** An event loop whose events all come as tasks. */
final class MemoryLoop extends EventLoop {
    MemoryLoop(LoopServer server, String name) {
        super(server, name, heapBuffer());
    }

    @Override
    void await(long nanos) {
        LockSupport.parkNanos(this, nanos);
    }

    @Override
    void wake() {
        unpark();
    }

    @Override
    void release() {}
}
