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
    private static final ServerOptions DEFAULTS = new ServerOptions(new ServerLimits());

    private final ServerLimits limits;

    private ServerOptions(ServerLimits limits) {
        this.limits = limits;
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
        return limits.maxConnections;
    }

    /**
     * Tells how many of them may come from one remote address. By default 16,384, no fewer: a whole class may sit
     * behind one address.
     *
     * @return at least 1
     */
    public int maxConnectionsPerHost() {
        return limits.maxConnectionsPerHost;
    }

    /**
     * Tells how long a peer may send no message, and begin none, when it has taken all that was said to it; {@code null},
     * the default, leaves it to the protocol.
     *
     * @return at least a millisecond, or {@code null}
     */
    public @Nullable Duration idle() {
        return limits.idle;
    }

    /**
     * Tells how long a peer may take nothing of what is said to it, where {@link #idle} is not longer or {@linkplain
     * io.labnet.core.codec.Protocol#NO_LIMIT without limit}. TCP shows what a
     * peer takes only in steps of up to 64 KiB: the default of 2 minutes is enough for one that reads 1 kB/s.
     *
     * @return at least a millisecond
     */
    public Duration stall() {
        return limits.stall;
    }

    /**
     * Tells how long a message may take from its first byte to its last; {@code null}, the default, leaves it to the
     * protocol.
     *
     * @return at least a millisecond, or {@code null}
     */
    public @Nullable Duration messageDeadline() {
        return limits.messageDeadline;
    }

    /**
     * Tells how long nothing must arrive after a burst of bytes to make a {@link io.labnet.core.codec.Boundary#PAUSE}.
     * The default of 50 ms is longer than a busy machine holds a sender up, and shorter than programs pause between messages;
     * one that dribbles slower than this cuts its own messages.
     *
     * @return at least a millisecond
     */
    public Duration quiet() {
        return limits.quiet;
    }

    /**
     * Tells how long to wait before the write that follows a {@linkplain io.labnet.core.session.Outbox#flush flush}. The
     * default of 25 ms is a little over the 20 ms in which a slow receiver calls {@code recv} again.
     *
     * @return at least a millisecond
     */
    public Duration flushDelay() {
        return limits.flushDelay;
    }

    /**
     * Tells how many bytes may be unsent before no more is read from a peer, so that one that never reads its replies
     * costs little. The default of 64 KiB exceeds the largest piece that a session sends at once.
     *
     * @return at least 1
     */
    public int highWaterMark() {
        return limits.highWaterMark;
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
        return limits.bufferBudget;
    }

    /**
     * Tells how long a connection that is finished is still read from, and what arrives is discarded. The default
     * of 2 s gives a reply time to reach a program that is still sending.
     *
     * @return at least a millisecond
     */
    public Duration drain() {
        return limits.drain;
    }

    /**
     * Tells how many bytes are discarded at most while a connection is finished. The default of 16 MiB outlasts a program that
     * writes everything before it reads.
     *
     * @return not negative
     */
    public long drainBytes() {
        return limits.drainBytes;
    }

    /**
     * Tells how many threads drive the conversations. By default one for each processor, and no more than four: a loop
     * alone serves tens of thousands of small requests a second.
     *
     * @return at least 1
     */
    public int loops() {
        return limits.loops;
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
        return limits.workers;
    }

    /**
     * Tells what is told of everything that happens. The default logs refusals and failures as warnings, and what
     * peers did wrong at debug level, to the logger {@code io.labnet.core.transport}.
     *
     * @return the listener
     */
    public ServerListener listener() {
        return limits.listener;
    }

    /**
     * Changes {@link #maxConnections}.
     *
     * @param maxConnections at least 1
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withMaxConnections(int maxConnections) {
        return with(changed -> changed.maxConnections = ServerLimits.atLeastOne("maxConnections", maxConnections));
    }

    /**
     * Changes {@link #maxConnectionsPerHost}.
     *
     * @param maxConnectionsPerHost at least 1
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withMaxConnectionsPerHost(int maxConnectionsPerHost) {
        return with(changed -> changed.maxConnectionsPerHost =
                ServerLimits.atLeastOne("maxConnectionsPerHost", maxConnectionsPerHost));
    }

    /**
     * Changes {@link #idle}.
     *
     * @param idle at least a millisecond, or {@code null}
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withIdle(@Nullable Duration idle) {
        return with(changed -> changed.idle = idle == null ? null : Durations.positive("idle", idle));
    }

    /**
     * Changes {@link #stall}.
     *
     * @param stall at least a millisecond
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withStall(Duration stall) {
        return with(changed -> changed.stall = Durations.positive("stall", stall));
    }

    /**
     * Changes {@link #messageDeadline}.
     *
     * @param messageDeadline at least a millisecond, or {@code null}
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withMessageDeadline(@Nullable Duration messageDeadline) {
        return with(changed -> changed.messageDeadline =
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
        return with(changed -> changed.quiet = Durations.positive("quiet", quiet));
    }

    /**
     * Changes {@link #flushDelay}.
     *
     * @param flushDelay at least a millisecond
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withFlushDelay(Duration flushDelay) {
        return with(changed -> changed.flushDelay = Durations.positive("flushDelay", flushDelay));
    }

    /**
     * Changes {@link #highWaterMark}.
     *
     * @param highWaterMark at least 1
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withHighWaterMark(int highWaterMark) {
        return with(changed -> changed.highWaterMark = ServerLimits.atLeastOne("highWaterMark", highWaterMark));
    }

    /**
     * Changes {@link #bufferBudget}.
     *
     * @param bytes at least 1
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withBufferBudget(long bytes) {
        return with(changed -> changed.bufferBudget = ServerLimits.atLeastOne("bufferBudget", bytes));
    }

    /**
     * Changes {@link #drain}.
     *
     * @param drain at least a millisecond
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withDrain(Duration drain) {
        return with(changed -> changed.drain = Durations.positive("drain", drain));
    }

    /**
     * Changes {@link #drainBytes}.
     *
     * @param drainBytes not negative
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withDrainBytes(long drainBytes) {
        return with(changed -> changed.drainBytes = ServerLimits.notNegative("drainBytes", drainBytes));
    }

    /**
     * Changes {@link #loops}.
     *
     * @param loops at least 1
     * @return the changed options
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions withLoops(int loops) {
        return with(changed -> changed.loops = ServerLimits.atLeastOne("loops", loops));
    }

    /**
     * Changes {@link #workers}.
     *
     * @param workers any, or {@code null}
     * @return the changed options
     */
    public ServerOptions withWorkers(@Nullable Executor workers) {
        return with(changed -> changed.workers = workers);
    }

    /**
     * Changes {@link #listener}.
     *
     * @param listener any
     * @return the changed options
     */
    public ServerOptions withListener(ServerListener listener) {
        return with(changed -> changed.listener = Objects.requireNonNull(listener, "listener"));
    }

    private ServerOptions with(Consumer<ServerLimits> change) {
        return new ServerOptions(limits.with(change));
    }
}
