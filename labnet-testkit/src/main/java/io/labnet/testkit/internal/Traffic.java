// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.ConnectionTotals;
import io.labnet.core.transport.ServerListener;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A listener that measures every connection, and adds up what the server reports while they are open. */
public final class Traffic implements ServerListener {
    public final AtomicLong receivedBytes = new AtomicLong();
    public final AtomicLong sentBytes = new AtomicLong();
    public final AtomicLong messages = new AtomicLong();
    public final AtomicLong repliedRequests = new AtomicLong();
    private final BlockingQueue<ConnectionTotals> ended = new LinkedBlockingQueue<>();

    @Override
    public boolean measures(Peer peer) {
        return true;
    }

    @Override
    public void received(Peer peer, int bytes) {
        receivedBytes.addAndGet(bytes);
    }

    @Override
    public void sent(Peer peer, int bytes) {
        sentBytes.addAndGet(bytes);
    }

    @Override
    public void decoded(Peer peer, Object message) {
        messages.incrementAndGet();
    }

    @Override
    public void replied(Peer peer, int requests, long nanos) {
        repliedRequests.addAndGet(requests);
    }

    @Override
    public void ended(Peer peer, ConnectionTotals totals) {
        ended.add(totals);
    }

    /** Waits for the end of a connection. */
    public ConnectionTotals awaitEnd() {
        try {
            ConnectionTotals totals = ended.poll(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (totals == null) {
                throw new AssertionError("no connection ended within " + TestTimeout.LIMIT);
            }
            return totals;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
