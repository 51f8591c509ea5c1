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

/** A link with a conversation of notes, whose wire, clock and workers are the test. Times are milliseconds. */
final class ManualLink {
    static final long QUIET = 50;
    static final long FLUSH_DELAY = 25;
    static final long DRAIN = 2000;
    static final long DRAIN_BYTES = 100;
    static final int HIGH_WATER_MARK = 20;
    static final long STALL = 20_000;
    static final long IDLE = ToyProtocols.IDLE.toMillis();
    static final long DEADLINE = ToyProtocols.DEADLINE.toMillis();

    /** Slow work that was given and not done. */
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

    /** A conversation in lines, begun at time 0. */
    static ManualLink lines(RecordingSession session) {
        return new ManualLink(ToyProtocols.LINES, session).open();
    }

    /** A conversation in lines and bursts, begun at time 0. */
    static ManualLink paused(RecordingSession session) {
        return new ManualLink(ToyProtocols.PAUSED, session).open();
    }

    static ManualLink withWorkers(RecordingSession session, Executor workers) {
        return with(session, options -> options.withWorkers(workers));
    }

    /** A conversation in lines with other options, begun at time 0. */
    static ManualLink with(RecordingSession session, UnaryOperator<ServerOptions> change) {
        return new ManualLink(ToyProtocols.LINES, session, change).open();
    }

    ManualLink open() {
        loop.begin(link);
        return this;
    }

    /** Something arrives at a moment, and the link is told if it wants to know. */
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

    /** The peer takes more bytes. */
    void take(long millis, int bytes) {
        wire.room += bytes;
        loop.setMillis(millis);
        link.writable();
    }

    /** Does one piece of slow work, by the moment at which it is done. */
    void work(long millis) {
        loop.setMillis(millis);
        work.remove().run();
        loop.runTasks();
    }

    void stop(long millis) {
        loop.setMillis(millis);
        link.stop(loop.now());
    }

    /** When the link wants to be woken, whatever happens. */
    long next() {
        return Duration.ofNanos(link.wakeTime(loop.now())).toMillis();
    }
}
