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

/** A listener that notes what it is told, in order. */
public final class NotingListener implements ServerListener {
    final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void accepted(Peer peer) {
        told.add("accepted");
    }

    @Override
    public void refused(Peer peer, String limit) {
        told.add("refused " + limit);
    }

    @Override
    public void served(Peer peer, long messages) {
        told.add("served " + messages);
    }

    @Override
    public void rejected(Peer peer, ProtocolException problem, byte[] beginning) {
        told.add("rejected " + problem.reason());
    }

    @Override
    public void ignored(Peer peer, boolean answered, byte[] beginning) {
        told.add("ignored " + new String(beginning, StandardCharsets.US_ASCII) + (answered ? " after a reply" : ""));
    }

    @Override
    public void timedOut(Peer peer, TimeoutCause cause, Duration after, @Nullable String incomplete) {
        told.add("timedOut " + cause + " " + after.toMillis());
    }

    @Override
    public void dropped(Peer peer) {
        told.add("dropped");
    }

    @Override
    public void limitExceeded(Peer peer, String limit) {
        told.add("cut " + limit);
    }

    @Override
    public void failed(@Nullable Peer peer, Throwable cause) {
        told.add("failed " + cause.getMessage());
    }

    @Override
    public void closed(Peer peer, @Nullable Throwable cause) {
        told.add(cause == null ? "closed" : "closed by " + cause.getMessage());
    }
}
