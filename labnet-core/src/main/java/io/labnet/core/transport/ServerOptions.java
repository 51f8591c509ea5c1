// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.transport.internal.engine.Durations;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a server. Immutable: each {@code with} method returns changed options.
 *
 * <p>Every limit is there so that one bad client costs the others nothing: connections are counted, buffers bounded, and
 * everything that waits has a clock.
 */
public final class ServerOptions {
    private static final ServerOptions DEFAULTS = new ServerOptions(new Draft());

    /** Which part of the heap buffers may take: the others are for connections, sessions and whatever else there is. */
    private static final int HEAP_PARTS = 4;

    private final int maxConnections;
    private final int maxConnectionsPerHost;
    private final @Nullable Duration idle;
    private final Duration stall;
    private final @Nullable Duration messageDeadline;
    private final Duration quiet;
    private final Duration separation;
    private final int highWaterMark;
    private final long bufferBudget;
    private final Duration drain;
    private final long drainBytes;
    private final int loops;
    private final @Nullable Executor workers;
    private final ServerListener listener;

    private ServerOptions(Draft draft) {
        maxConnections = draft.maxConnections;
        maxConnectionsPerHost = draft.maxConnectionsPerHost;
        idle = draft.idle;
        stall = draft.stall;
        messageDeadline = draft.messageDeadline;
        quiet = draft.quiet;
        separation = draft.separation;
        highWaterMark = draft.highWaterMark;
        bufferBudget = draft.bufferBudget;
        drain = draft.drain;
        drainBytes = draft.drainBytes;
        loops = draft.loops;
        workers = draft.workers;
        listener = draft.listener;
    }

    /**
     * Gives the default limits.
     *
     * @return the limits as said at each accessor
     */
    public static ServerOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Tells how many connections may be open at once; one more is closed as soon as it is accepted. The default
     * of 16,384 leaves room where the system allows a process 20,000 open files.
     *
     * @return at least 1
     */
    public int maxConnections() {
        return maxConnections;
    }

    /**
     * Tells how many of them may come from one remote address. By default 16,384, no fewer: a whole class may sit
     * behind one address.
     *
     * @return at least 1
     */
    public int maxConnectionsPerHost() {
        return maxConnectionsPerHost;
    }

    /**
     * Tells how long a peer may send no message, and begin none, when it has taken all that was said to it; {@code null},
     * the default, leaves it to the protocol.
     *
     * @return at least a millisecond, or {@code null}
     */
    public @Nullable Duration idle() {
        return idle;
    }

    /**
     * Tells how long a peer may take nothing of what is said to it, where {@link #idle} is not longer. TCP shows what a
     * peer takes only in steps of up to 64 KiB: the default of 2 minutes is enough for one that reads 1 kB/s.
     *
     * @return at least a millisecond
     */
    public Duration stall() {
        return stall;
    }

    /**
     * Tells how long a message may take from its first byte to its last; {@code null}, the default, leaves it to the
     * protocol.
     *
     * @return at least a millisecond, or {@code null}
     */
    public @Nullable Duration messageDeadline() {
        return messageDeadline;
    }

    /**
     * Tells how long nothing must arrive after a burst of bytes to make a {@link io.labnet.core.codec.Boundary#PAUSE}.
     * The default of 50 ms is longer than a busy machine holds a sender up, and shorter than programs pause between messages;
     * one that dribbles slower than this cuts its own messages.
     *
     * @return at least a millisecond
     */
    public Duration quiet() {
        return quiet;
    }

    /**
     * Tells how long to wait before a write that has to arrive by itself. The default of 25 ms is a little over the 20 ms in
     * which a slow receiver calls {@code recv} again.
     *
     * @return at least a millisecond
     */
    public Duration separation() {
        return separation;
    }

    /**
     * Tells how many bytes may be unsent before no more is read from a peer, so that one that never reads its replies
     * costs little. The default of 64 KiB exceeds the largest piece that a session sends at once.
     *
     * @return at least 1
     */
    public int highWaterMark() {
        return highWaterMark;
    }

    /**
     * Tells how much memory may be taken by the bytes that are unsent or unread, those of all connections together. Beyond
     * it connections are reset until the others fit, first those that hold most, multiplied by the time for which they
     * have taken nothing. {@link ServerListener#cut} is told of each. Every loop has an equal part. The default is a
     * quarter of the largest heap that the JVM may have.
     *
     * @return a number of bytes, at least 1
     */
    public long bufferBudget() {
        return bufferBudget;
    }

    /**
     * Tells how long a connection that is finished is still read from, and what arrives is discarded. The default
     * of 2 s gives a reply time to reach a program that is still sending.
     *
     * @return at least a millisecond
     */
    public Duration drain() {
        return drain;
    }

    /**
     * Tells how many bytes are discarded at most while a connection is finished. The default of 16 MiB outlasts a program that
     * writes everything before it reads.
     *
     * @return not negative
     */
    public long drainBytes() {
        return drainBytes;
    }

    /**
     * Tells how many threads drive the conversations. By default one for each processor, and no more than four: a loop
     * alone serves tens of thousands of small requests a second.
     *
     * @return at least 1
     */
    public int loops() {
        return loops;
    }

    /**
     * Tells what runs slow work; {@code null}, the default, is a virtual thread for each piece of work where the JDK
     * has them, otherwise a pool with a thread for each processor. It should interrupt what it runs when that is
     * cancelled, and may refuse by a {@link java.util.concurrent.RejectedExecutionException}. An executor that is
     * given is not shut down. No clock runs while it works: a session bounds the time of its work itself.
     *
     * @return the executor, or {@code null}
     */
    public @Nullable Executor workers() {
        return workers;
    }

    /**
     * Tells what is told of everything that happens. The default logs refusals and failures as warnings, and what
     * peers did wrong at debug level, to the logger {@code io.labnet.core.transport}.
     *
     * @return the listener
     */
    public ServerListener listener() {
        return listener;
    }

    /**
     * Changes {@link #maxConnections}.
     *
     * @param maxConnections at least 1
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withMaxConnections(int maxConnections) {
        return with(draft -> draft.maxConnections = atLeastOne("maxConnections", maxConnections));
    }

    /**
     * Changes {@link #maxConnectionsPerHost}.
     *
     * @param maxConnectionsPerHost at least 1
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withMaxConnectionsPerHost(int maxConnectionsPerHost) {
        return with(draft -> draft.maxConnectionsPerHost = atLeastOne("maxConnectionsPerHost", maxConnectionsPerHost));
    }

    /**
     * Changes {@link #idle}.
     *
     * @param idle at least a millisecond, or {@code null}
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withIdle(@Nullable Duration idle) {
        return with(draft -> draft.idle = idle == null ? null : Durations.positive("idle", idle));
    }

    /**
     * Changes {@link #stall}.
     *
     * @param stall at least a millisecond
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withStall(Duration stall) {
        return with(draft -> draft.stall = Durations.positive("stall", stall));
    }

    /**
     * Changes {@link #messageDeadline}.
     *
     * @param messageDeadline at least a millisecond, or {@code null}
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withMessageDeadline(@Nullable Duration messageDeadline) {
        return with(draft -> draft.messageDeadline =
                messageDeadline == null ? null : Durations.positive("messageDeadline", messageDeadline));
    }

    /**
     * Changes {@link #quiet}.
     *
     * @param quiet at least a millisecond
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withQuiet(Duration quiet) {
        return with(draft -> draft.quiet = Durations.positive("quiet", quiet));
    }

    /**
     * Changes {@link #separation}.
     *
     * @param separation at least a millisecond
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withSeparation(Duration separation) {
        return with(draft -> draft.separation = Durations.positive("separation", separation));
    }

    /**
     * Changes {@link #highWaterMark}.
     *
     * @param highWaterMark at least 1
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withHighWaterMark(int highWaterMark) {
        return with(draft -> draft.highWaterMark = atLeastOne("highWaterMark", highWaterMark));
    }

    /**
     * Changes {@link #bufferBudget}.
     *
     * @param bytes at least 1
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withBufferBudget(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("bufferBudget " + bytes + " is less than 1");
        }
        return with(draft -> draft.bufferBudget = bytes);
    }

    /**
     * Changes {@link #drain}.
     *
     * @param drain at least a millisecond
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withDrain(Duration drain) {
        return with(draft -> draft.drain = Durations.positive("drain", drain));
    }

    /**
     * Changes {@link #drainBytes}.
     *
     * @param drainBytes not negative
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withDrainBytes(long drainBytes) {
        return with(draft -> draft.drainBytes = notNegative("drainBytes", drainBytes));
    }

    /**
     * Changes {@link #loops}.
     *
     * @param loops at least 1
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withLoops(int loops) {
        return with(draft -> draft.loops = atLeastOne("loops", loops));
    }

    /**
     * Changes {@link #workers}.
     *
     * @param workers any, or {@code null}
     * @return the changed options
     */
    public ServerOptions withWorkers(@Nullable Executor workers) {
        return with(draft -> draft.workers = workers);
    }

    /**
     * Changes {@link #listener}.
     *
     * @param listener any
     * @return the changed options
     */
    public ServerOptions withListener(ServerListener listener) {
        return with(draft -> draft.listener = Objects.requireNonNull(listener, "listener"));
    }

    private ServerOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new ServerOptions(draft);
    }

    private static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " " + value + " is less than 1");
        }
        return value;
    }

    private static long notNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " " + value + " is negative");
        }
        return value;
    }

    /** Options while they are being changed, with the defaults. */
    private static final class Draft {
        private int maxConnections = 16_384;
        private int maxConnectionsPerHost = 16_384;
        private @Nullable Duration idle;
        private Duration stall = Duration.ofMinutes(2);
        private @Nullable Duration messageDeadline;
        private Duration quiet = Duration.ofMillis(50);
        private Duration separation = Duration.ofMillis(25);
        private int highWaterMark = 64 * 1024;
        private long bufferBudget = Math.max(1, Runtime.getRuntime().maxMemory() / HEAP_PARTS);
        private Duration drain = Duration.ofSeconds(2);
        private long drainBytes = 16L * 1024 * 1024;
        private int loops = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
        private @Nullable Executor workers;
        private ServerListener listener = new LoggingListener();

        Draft() {}

        Draft(ServerOptions options) {
            maxConnections = options.maxConnections;
            maxConnectionsPerHost = options.maxConnectionsPerHost;
            idle = options.idle;
            stall = options.stall;
            messageDeadline = options.messageDeadline;
            quiet = options.quiet;
            separation = options.separation;
            highWaterMark = options.highWaterMark;
            bufferBudget = options.bufferBudget;
            drain = options.drain;
            drainBytes = options.drainBytes;
            loops = options.loops;
            workers = options.workers;
            listener = options.listener;
        }
    }
}
