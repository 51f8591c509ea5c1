// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.TimeoutCause;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A listener that records a server's events, so that a test can wait for them. */
public final class Recorder implements ServerListener {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @Override
    public void accepted(Peer peer) {
        events.add("accepted");
    }

    @Override
    public void refused(Peer peer, String limit) {
        events.add("refused: " + limit);
    }

    @Override
    public void rejected(Peer peer, ProtocolException problem, byte[] beginning) {
        events.add("rejected: " + problem.reason());
    }

    @Override
    public void timedOut(Peer peer, TimeoutCause cause, Duration after, @Nullable String incomplete) {
        events.add("timed out");
    }

    @Override
    public void dropped(Peer peer) {
        events.add("dropped");
    }

    @Override
    public void limitExceeded(Peer peer, String limit) {
        events.add("limit exceeded");
    }

    @Override
    public void failed(@Nullable Peer peer, Throwable cause) {
        events.add("failed: " + cause.getMessage());
    }

    @Override
    public void closed(Peer peer, @Nullable Throwable cause) {
        events.add(cause == null ? "closed" : "broken");
    }

    /** Waits for the next event. */
    public String next() {
        try {
            String event = events.poll(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event of the server within " + TestTimeout.LIMIT);
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
