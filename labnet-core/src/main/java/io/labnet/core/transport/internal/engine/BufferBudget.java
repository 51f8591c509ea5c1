// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The memory limit for the buffers of one loop's connections. When the buffers exceed this limit, connections are
 * reset. Confined to the loop's thread.
 */
final class BufferBudget {
    /**
     * Added to the time since a peer last read, when the cost of its connection is computed. For a new connection this
     * time is near 0. Without the addition, the cost of a new connection would be near 0, too, however large its
     * buffers are.
     */
    private static final long NEWCOMER_NANOS = Duration.ofSeconds(1).toNanos();

    private final EventLoop loop;
    private long held;

    BufferBudget(EventLoop loop) {
        this.loop = loop;
    }

    /** Adds to the buffered bytes of all links; negative to subtract. */
    void add(long bytes) {
        held += bytes;
    }

    /**
     * Resets links, possibly including the calling link, until the buffers of the remaining links fit into the budget.
     */
    void enforce() {
        long limit = loop.owner().budgetOfLoop();
        while (held > limit) {
            Link next = costliest();
            if (next == null) {
                return;
            }
            next.reset("its buffers took " + next.held() + " bytes, and the limit for all connections is "
                    + next.options().bufferBudget());
        }
    }

    private @Nullable Link costliest() {
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
     * Returns the buffered bytes of a link, multiplied by the time since its peer last read. If only the number of
     * bytes mattered, a peer that never reads could keep its buffers slightly smaller than those of peers that do read.
     * Then the connections of the reading peers would be reset, and not the connection of the peer that never reads.
     */
    private static double cost(Link link, long now) {
        return (double) link.held() * (now - link.heldSince() + NEWCOMER_NANOS);
    }
}
