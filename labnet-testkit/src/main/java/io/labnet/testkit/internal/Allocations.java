// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** The bytes of memory that the calling thread has allocated, on a JVM that counts them. */
public final class Allocations {
    private static final @Nullable ThreadMXBean BEAN = bean();

    private Allocations() {}

    public static boolean areCounted() {
        return BEAN != null;
    }

    /** Returns the number of bytes allocated since the thread began; always 0 on a JVM that does not count them. */
    static long count() {
        return BEAN == null ? 0 : BEAN.getCurrentThreadAllocatedBytes();
    }

    private static @Nullable ThreadMXBean bean() {
        try {
            boolean counted = ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
                    && bean.isThreadAllocatedMemorySupported()
                    && bean.isThreadAllocatedMemoryEnabled();
            return counted ? (ThreadMXBean) ManagementFactory.getThreadMXBean() : null;
        } catch (LinkageError | UnsupportedOperationException e) {
            // This JVM has no jdk.management, or can't count allocated bytes.
            return null;
        }
    }
}
