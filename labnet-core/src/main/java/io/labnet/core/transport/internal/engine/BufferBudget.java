// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The memory that the buffers of one loop's connections take together, and its bound. Beyond it connections are
 * reset. Used by the loop's thread.
 */
final class BufferBudget {
    /** For so long a peer counts as having taken nothing that has just begun, so that its size counts. */
    private static final long NEWCOMER_NANOS = Duration.ofSeconds(1).toNanos();

    private final EventLoop loop;
    private long held;

    BufferBudget(EventLoop loop) {
        this.loop = loop;
    }

    /** Takes note that a link holds so many bytes more, or fewer. */
    void add(long bytes) {
        held += bytes;
    }

    /** Makes the links fit. It may be the link that calls this that is cut. */
    void enforce() {
        long limit = loop.owner().budgetOfLoop();
        while (held > limit) {
            Link next = nextToCut();
            if (next == null) {
                return;
            }
            next.cut("its buffers took " + next.held() + " bytes, and those of all connections may take "
                    + next.options().bufferBudget());
        }
    }

    private @Nullable Link nextToCut() {
        Link next = null;
        double most = 0;
        long now = loop.now();
        Deadlines deadlines = loop.deadlines();
        for (int i = 0; i < deadlines.size(); i++) {
            if (deadlines.at(i) instanceof Link link) {
                double cost = cost(link, now);
                if (cost > most) {
                    next = link;
                    most = cost;
                }
            }
        }
        return next;
    }

    /**
     * What a link holds, and for how long its peer has taken nothing. By the size alone, peers that never read could make
     * room for themselves by holding a little less than those that do.
     */
    private static double cost(Link link, long now) {
        return (double) link.held() * (now - link.heldSince() + NEWCOMER_NANOS);
    }
}
