// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.jfr;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.rule.Rule;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ConnectionTotals;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.TimeoutCause;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Records the connections and refusals of a server while a recording enables their events. */
final class RecordingListener implements ServerListener {
    /** The open connections that were accepted while the event was enabled, by their numbers. */
    private final Map<Long, ConnectionEvent> open = new ConcurrentHashMap<>();

    @Override
    public boolean measures(Peer peer) {
        ConnectionEvent event = new ConnectionEvent();
        if (!event.isEnabled()) {
            return false;
        }
        event.begin();
        event.about(peer);
        open.put(peer.connection(), event);
        return true;
    }

    @Override
    public void refused(Peer peer, String limit) {
        RefusalEvent event = new RefusalEvent();
        if (event.shouldCommit()) {
            event.about(peer);
            event.reason = "LIMIT";
            event.message = limit;
            event.commit();
        }
    }

    @Override
    public void rejected(Peer peer, ProtocolException problem, byte[] bytes) {
        RefusalEvent event = new RefusalEvent();
        if (event.shouldCommit()) {
            Rule rule = problem.rule();
            event.about(peer);
            event.rule = rule == null ? null : rule.number();
            event.reason = problem.reason().name();
            event.message = problem.getMessage();
            event.commit();
        }
        noteEnd(peer, "rejected");
    }

    @Override
    public void timedOut(Peer peer, TimeoutCause cause, Duration after, @Nullable String incomplete) {
        noteEnd(peer, "timed out");
    }

    @Override
    public void dropped(Peer peer) {
        noteEnd(peer, "dropped");
    }

    @Override
    public void limitExceeded(Peer peer, String limit) {
        noteEnd(peer, "limit exceeded");
    }

    @Override
    public void failed(@Nullable Peer peer, Throwable cause) {
        if (peer != null) {
            noteEnd(peer, "failed");
        }
    }

    private void noteEnd(Peer peer, String end) {
        ConnectionEvent event = open.get(peer.connection());
        if (event != null) {
            event.end = end;
        }
    }

    @Override
    public void ended(Peer peer, ConnectionTotals totals) {
        ConnectionEvent event = open.get(peer.connection());
        if (event != null) {
            event.received = totals.receivedBytes();
            event.sent = totals.sentBytes();
            event.messages = totals.messages();
        }
    }

    @Override
    public void closed(Peer peer, @Nullable Throwable cause) {
        ConnectionEvent event = open.remove(peer.connection());
        if (event == null) {
            return;
        }
        if (cause != null && event.end.equals("in order")) {
            event.end = "broken";
        }
        event.end();
        if (event.shouldCommit()) {
            event.commit();
        }
    }
}
