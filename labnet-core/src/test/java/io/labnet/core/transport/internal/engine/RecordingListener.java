// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.TimeoutCause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A listener that records its calls, in order. */
public final class RecordingListener implements ServerListener {
    final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void accepted(Peer peer) {
        events.add("accepted");
    }

    @Override
    public void refused(Peer peer, String limit) {
        events.add("refused " + limit);
    }

    @Override
    public void served(Peer peer, long messages) {
        events.add("served " + messages);
    }

    @Override
    public void rejected(Peer peer, ProtocolException problem, byte[] beginning) {
        events.add("rejected " + problem.reason());
    }

    @Override
    public void ignored(Peer peer, boolean answered, byte[] beginning) {
        events.add("ignored " + new String(beginning, StandardCharsets.US_ASCII) + (answered ? " after a reply" : ""));
    }

    @Override
    public void timedOut(Peer peer, TimeoutCause cause, Duration after, @Nullable String incomplete) {
        events.add("timedOut " + cause + " " + after.toMillis());
    }

    @Override
    public void dropped(Peer peer) {
        events.add("dropped");
    }

    @Override
    public void limitExceeded(Peer peer, String limit) {
        events.add("cut " + limit);
    }

    @Override
    public void failed(@Nullable Peer peer, Throwable cause) {
        events.add("failed " + cause.getMessage());
    }

    @Override
    public void closed(Peer peer, @Nullable Throwable cause) {
        events.add(cause == null ? "closed" : "closed by " + cause.getMessage());
    }
}
