// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.Protocol;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.RecordingSession;
import io.labnet.core.session.ToyProtocols;
import io.labnet.core.transport.ServerOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/** A link whose wire, clock and workers are controlled by the test. Times are in milliseconds. */
final class ManualLink {
    static final long QUIET = 50;
    static final long FLUSH_DELAY = 25;
    static final long DRAIN = 2000;
    static final long DRAIN_BYTES = 100;
    static final int HIGH_WATER_MARK = 20;
    static final long STALL = 20_000;
    static final long IDLE = ToyProtocols.IDLE.toMillis();
    static final long DEADLINE = ToyProtocols.DEADLINE.toMillis();

    /** Slow work that has not run yet. */
    final Queue<Runnable> work = new ArrayDeque<>();

    final RecordingListener listener = new RecordingListener();
    final ManualWire wire = new ManualWire();
    final RecordingSession session;
    final ManualServer server;
    final ManualLoop loop;
    final Link link;

    ManualLink(Protocol<String, String> protocol, RecordingSession session) {
        this(protocol, session, options -> options);
    }

    ManualLink(Protocol<String, String> protocol, RecordingSession session, UnaryOperator<ServerOptions> change) {
        ServerOptions options = ServerOptions.defaults()
                .withQuiet(Duration.ofMillis(QUIET))
                .withFlushDelay(Duration.ofMillis(FLUSH_DELAY))
                .withStallTimeout(Duration.ofMillis(STALL))
                .withDrain(Duration.ofMillis(DRAIN))
                .withDrainBytes(DRAIN_BYTES)
                .withHighWaterMark(HIGH_WATER_MARK)
                .withWorkers(work::add)
                .withListener(listener);
        this.session = session;

        server = new ManualServer(peer -> new Conversation<>(protocol, session), change.apply(options));
        loop = new ManualLoop(server);
        link = new Link(loop, wire, new Conversation<>(protocol, session), server.host(), 7, 0);
    }

    /** Returns a link with a conversation of lines, opened at time 0. */
    static ManualLink lines(RecordingSession session) {
        return new ManualLink(ToyProtocols.LINES, session).open();
    }

    /** Returns a link with a conversation of lines and bursts, opened at time 0. */
    static ManualLink paused(RecordingSession session) {
        return new ManualLink(ToyProtocols.PAUSED, session).open();
    }

    static ManualLink withWorkers(RecordingSession session, Executor workers) {
        return with(session, options -> options.withWorkers(workers));
    }

    /** Returns a link with a conversation of lines and other options, opened at time 0. */
    static ManualLink with(RecordingSession session, UnaryOperator<ServerOptions> change) {
        return new ManualLink(ToyProtocols.LINES, session, change).open();
    }

    ManualLink open() {
        loop.begin(link);
        return this;
    }

    /** Input arrives, and the link is notified if it wants to read. */
    void arrive(long millis, String text) {
        wire.put(text);
        loop.setMillis(millis);
        if (wire.readable) {
            link.readable();
        }
    }

    /** The peer ends its output. */
    void end(long millis) {
        wire.ended = true;
        loop.setMillis(millis);
        link.readable();
    }

    /** The peer reads more bytes. */
    void take(long millis, int bytes) {
        wire.room += bytes;
        loop.setMillis(millis);
        link.writable();
    }

    /** Runs one task of slow work, which completes at the given time. */
    void work(long millis) {
        loop.setMillis(millis);
        work.remove().run();
        loop.runTasks();
    }

    void stop(long millis) {
        loop.setMillis(millis);
        link.stop(loop.now());
    }

    /** Returns when the link wants to be woken if no event occurs before. */
    long next() {
        return Duration.ofNanos(link.wakeTime(loop.now())).toMillis();
    }
}
