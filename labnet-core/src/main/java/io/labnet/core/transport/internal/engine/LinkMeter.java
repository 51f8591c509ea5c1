// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.ConnectionTotals;
import io.labnet.core.transport.ServerListener;
import java.time.Duration;

/**
 * Counts and times one link for a listener that {@linkplain ServerListener#measures measures} it. Other links have no
 * meter, so that they take no memory for it. All times are nanoseconds since the loop began.
 */
final class LinkMeter {
    private final ServerListener listener;
    private final Peer peer;
    private final long began;
    private long receivedBytes;
    private long sentBytes;
    private long messages;

    /** When bytes were last read. */
    private long lastRead;

    /** The number of requests whose reply is not complete. */
    private int pending;

    /** When the first pending request arrived. */
    private long firstArrival;

    /** When bytes were last written since the first pending request arrived; {@link Deadlines#NEVER} if never. */
    private long lastWrite;

    LinkMeter(ServerListener listener, Peer peer, long now) {
        this.listener = listener;
        this.peer = peer;
        this.began = now;
    }

    void received(int bytes, long now) {
        lastRead = now;
        receivedBytes += bytes;
        listener.received(peer, bytes);
    }

    void decoded(Object message) {
        if (pending++ == 0) {
            firstArrival = lastRead;
            lastWrite = Deadlines.NEVER;
        }
        messages++;
        listener.decoded(peer, message);
    }

    void sent(int bytes, long now) {
        lastWrite = now;
        sentBytes += bytes;
        listener.sent(peer, bytes);
    }

    /** Notes that no output, flush delay or slow work is pending, so that the replies are complete. */
    void settled() {
        if (pending == 0) {
            return;
        }
        int requests = pending;
        pending = 0;
        if (lastWrite != Deadlines.NEVER) {
            listener.replied(peer, requests, Math.max(0, lastWrite - firstArrival));
        }
    }

    void ended(long now) {
        listener.ended(peer, new ConnectionTotals(receivedBytes, sentBytes, messages, Duration.ofNanos(now - began)));
    }
}
