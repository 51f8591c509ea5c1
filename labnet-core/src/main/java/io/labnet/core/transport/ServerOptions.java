// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.transport.address.AddressSet;
import io.labnet.core.transport.internal.engine.Durations;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a server. Immutable: each {@code with} method returns a changed copy.
 *
 * <p>The limits protect other clients from a client that misbehaves: the number of connections and the size of buffers
 * are limited, and every wait has a timeout.
 */
public final class ServerOptions {
    private static final ServerOptions DEFAULTS = new ServerOptions(new ServerLimits());

    private final ServerLimits limits;

    private ServerOptions(ServerLimits limits) {
        this.limits = limits;
    }

    /**
     * Returns the default options.
     *
     * @return options with the default values, which each accessor describes
     */
    public static ServerOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Returns the largest number of open connections; further ones are closed as soon as they are accepted. The default
     * is 16,384, which fits a system limit of 20,000 open files per process.
     *
     * @return at least 1
     */
    public int maxConnections() {
        return limits.maxConnections;
    }

    /**
     * Returns the largest number of open connections from one remote address. The default is also 16,384, because a
     * whole class of students may share one address. The default therefore lets a single address take all connections:
     * on the open internet, choose less.
     *
     * @return at least 1
     */
    public int maxConnectionsPerHost() {
        return limits.maxConnectionsPerHost;
    }

    /**
     * Returns how many new connections one remote address may open per second, on average; further ones are closed as
     * soon as they are accepted. The default is 1,000. An address that was quiet may open more at once: as many as it
     * may hold, {@link #maxConnectionsPerHost}, or as many as in a second. The server remembers the 16,384 addresses
     * that connected last.
     *
     * @return at least 1
     */
    public int connectionRate() {
        return limits.connectionRate;
    }

    /**
     * Returns which remote addresses are denied; their connections are closed as soon as they are accepted. The server
     * asks for the set at each new connection, so the set may change. Open connections stay open. By default, no
     * address is denied.
     *
     * @return a thread-safe and quick supplier
     */
    public Supplier<AddressSet> denied() {
        return limits.denied;
    }

    /**
     * Returns the addresses of the balancers whose connections begin with a
     * {@linkplain io.labnet.core.transport.address.ProxyHeader PROXY header}. By default there are none. For a
     * connection from such an address:
     *
     * <ul>
     *   <li>The {@link io.labnet.core.session.Peer} of the conversation, of the listener's calls and of the limits by
     *       address is the client that the header names. If the header names none, it is the balancer, which has no
     *       limit of its own.
     *   <li>The header comes before all other bytes, such as those of TLS. If it is missing or malformed, the connection
     *       is closed, and {@link ServerListener#rejected} is called with the balancer's address.
     *   <li>The {@linkplain #messageDeadline deadline} of the header begins with the connection; without one, it is 10
     *       seconds.
     * </ul>
     *
     * <p>A header from any other address is ordinary input of the protocol, because anybody could forge it.
     *
     * @return the addresses
     */
    public AddressSet proxies() {
        return limits.proxies;
    }

    /**
     * Returns how long a peer that has read all output may send nothing; {@code null}, the default, uses the protocol's
     * idle timeout.
     *
     * @return at least a millisecond, or {@code null}
     */
    public @Nullable Duration idle() {
        return limits.idle;
    }

    /**
     * Returns how long a peer may read nothing while output for this peer is pending. If the idle timeout is longer,
     * the idle timeout applies instead, unless it is {@linkplain io.labnet.core.codec.Protocol#NO_LIMIT without limit}.
     * Over TCP, the server notices only in steps of up to 64 KiB how much a peer has read. A peer that reads 1 kB/s
     * takes about a minute per step, so the default of 2 minutes is enough.
     *
     * @return at least a millisecond
     */
    public Duration stallTimeout() {
        return limits.stall;
    }

    /**
     * Returns how long a message may take from its first byte to its last; {@code null}, the default, uses the
     * protocol's deadline.
     *
     * @return at least a millisecond, or {@code null}
     */
    public @Nullable Duration messageDeadline() {
        return limits.messageDeadline;
    }

    /**
     * Returns how many bytes per second of an incomplete message a peer must send, on average, once 5 seconds have
     * passed since the message began. A peer that sends less is treated as if the {@link #messageDeadline} had expired.
     * Thus a long deadline, for long messages, does not let a peer hold a message open with a byte now and then. The
     * default, 0, demands nothing.
     *
     * @return not negative
     */
    public int minimumRate() {
        return limits.minimumRate;
    }

    /**
     * Returns how long a peer must be quiet after a burst of bytes for a {@link io.labnet.core.codec.Boundary#PAUSE} to
     * be reported. The default is 50 ms. Even on a busy machine, the gaps inside one message are shorter than 50 ms,
     * and the pauses between two messages are usually longer. If a peer pauses inside a message for longer than the
     * quiet time, the message is split.
     *
     * @return at least a millisecond
     */
    public Duration quiet() {
        return limits.quiet;
    }

    /**
     * Returns how long to wait before the write that follows a {@linkplain io.labnet.core.session.Outbox#flush flush}.
     * The default of 25 ms is slightly longer than the 20 ms that a slow receiver needs to call {@code recv} again.
     *
     * @return at least a millisecond
     */
    public Duration flushDelay() {
        return limits.flushDelay;
    }

    /**
     * Returns the number of unsent bytes above which no input is read from a peer, so that a peer that never reads its
     * replies costs little memory. The default of 64 KiB exceeds the largest piece that a session sends in one call.
     *
     * @return at least 1
     */
    public int highWaterMark() {
        return limits.highWaterMark;
    }

    /**
     * Returns how much memory the buffers of all connections may take together. If the buffers take more, the server
     * resets connections until the buffers of the others fit. The first to be reset is the connection with the largest
     * product of buffered bytes and time since its peer last read. {@link ServerListener#limitExceeded} is called for
     * each reset connection. The budget is divided equally among the threads that drive the conversations. The default
     * is a quarter of the JVM's maximum heap.
     *
     * @return a number of bytes, at least 1
     */
    public long bufferBudget() {
        return limits.bufferBudget;
    }

    /**
     * Returns how long input of a finished connection is still read and discarded. The default is 2 s. If the server
     * closed the connection immediately, a program that is still sending could lose the reply.
     *
     * @return at least a millisecond
     */
    public Duration drain() {
        return limits.drain;
    }

    /**
     * Returns how many bytes of a finished connection are read and discarded at most. The default of 16 MiB is enough
     * for a program that writes all its requests before it reads.
     *
     * @return not negative
     */
    public long drainBytes() {
        return limits.drainBytes;
    }

    /**
     * Returns how many threads drive the conversations. The default is one per processor, at most four: one thread
     * serves tens of thousands of small requests per second.
     *
     * @return at least 1
     */
    public int loops() {
        return limits.loops;
    }

    /**
     * Returns the executor of {@linkplain io.labnet.core.session.Outbox#work slow work}. With the default,
     * {@code null}, the server uses a virtual thread per task if the JDK has virtual threads. Otherwise, the server
     * uses a pool with one thread per processor; while all threads of the pool wait, the pool grows to up to 256
     * threads. The executor should interrupt cancelled tasks, and may refuse a task with a
     * {@link java.util.concurrent.RejectedExecutionException}. The server does not shut the executor down. No timeout
     * applies to slow work: a session must limit the time of its own work.
     *
     * @return the executor, or {@code null}
     */
    public @Nullable Executor workers() {
        return limits.workers;
    }

    /**
     * Returns the listener for the server's events. The default is a {@link LoggingListener}.
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
     * @throws IllegalArgumentException if the value is less than this minimum
     */
    public ServerOptions withMaxConnections(int maxConnections) {
        return with(changed -> changed.maxConnections = ServerLimits.atLeastOne("maxConnections", maxConnections));
    }

    /**
     * Changes {@link #maxConnectionsPerHost}.
     *
     * @param maxConnectionsPerHost at least 1
     * @return the changed options
     * @throws IllegalArgumentException if the value is less than this minimum
     */
    public ServerOptions withMaxConnectionsPerHost(int maxConnectionsPerHost) {
        return with(changed -> changed.maxConnectionsPerHost =
                ServerLimits.atLeastOne("maxConnectionsPerHost", maxConnectionsPerHost));
    }

    /**
     * Changes {@link #connectionRate}.
     *
     * @param perSecond at least 1; {@link Integer#MAX_VALUE} for no limit
     * @return the changed options
     * @throws IllegalArgumentException if the value is less than this minimum
     */
    public ServerOptions withConnectionRate(int perSecond) {
        return with(changed -> changed.connectionRate = ServerLimits.atLeastOne("connectionRate", perSecond));
    }

    /**
     * Changes {@link #denied}.
     *
     * @param denied a thread-safe and quick supplier of the addresses; it never returns {@code null}
     * @return the changed options
     */
    public ServerOptions withDenied(Supplier<AddressSet> denied) {
        return with(changed -> changed.denied = Objects.requireNonNull(denied, "denied"));
    }

    /**
     * Changes {@link #proxies}.
     *
     * @param proxies the addresses
     * @return the changed options
     */
    public ServerOptions withProxies(AddressSet proxies) {
        return with(changed -> changed.proxies = Objects.requireNonNull(proxies, "proxies"));
    }

    /**
     * Changes {@link #idle}.
     *
     * @param idle at least a millisecond, or {@code null}
     * @return the changed options
     * @throws IllegalArgumentException if the value is less than this minimum
     */
    public ServerOptions withIdle(@Nullable Duration idle) {
        return with(changed -> changed.idle = idle == null ? null : Durations.positive("idle", idle));
    }

    /**
     * Changes {@link #stallTimeout}.
     *
     * @param stall at least a millisecond
     * @return the changed options
     * @throws IllegalArgumentException if the value is less than this minimum
     */
    public ServerOptions withStallTimeout(Duration stall) {
        return with(changed -> changed.stall = Durations.positive("stall", stall));
    }

    /**
     * Changes {@link #messageDeadline}.
     *
     * @param messageDeadline at least a millisecond, or {@code null}
     * @return the changed options
     * @throws IllegalArgumentException if the value is less than this minimum
     */
    public ServerOptions withMessageDeadline(@Nullable Duration messageDeadline) {
        return with(changed -> changed.messageDeadline =
                messageDeadline == null ? null : Durations.positive("messageDeadline", messageDeadline));
    }

    /**
     * Changes {@link #minimumRate}. It also holds for a TLS handshake and for the header of a balancer, which are
     * incomplete from the beginning.
     *
     * @param bytesPerSecond not negative; 0 for no minimum
     * @return the changed options
     * @throws IllegalArgumentException if the value is negative
     */
    public ServerOptions withMinimumRate(int bytesPerSecond) {
        return with(changed -> changed.minimumRate = (int) ServerLimits.notNegative("minimumRate", bytesPerSecond));
    }

    /**
     * Changes {@link #quiet}.
     *
     * @param quiet at least a millisecond
     * @return the changed options
     * @throws IllegalArgumentException if the value is less than this minimum
     */
    public ServerOptions withQuiet(Duration quiet) {
        return with(changed -> changed.quiet = Durations.positive("quiet", quiet));
    }

    /**
     * Changes {@link #flushDelay}.
     *
     * @param flushDelay at least a millisecond
     * @return the changed options
     * @throws IllegalArgumentException if the value is less than this minimum
     */
    public ServerOptions withFlushDelay(Duration flushDelay) {
        return with(changed -> changed.flushDelay = Durations.positive("flushDelay", flushDelay));
    }

    /**
     * Changes {@link #highWaterMark}.
     *
     * @param highWaterMark at least 1
     * @return the changed options
     * @throws IllegalArgumentException if the value is less than this minimum
     */
    public ServerOptions withHighWaterMark(int highWaterMark) {
        return with(changed -> changed.highWaterMark = ServerLimits.atLeastOne("highWaterMark", highWaterMark));
    }

    /**
     * Changes {@link #bufferBudget}.
     *
     * @param bytes at least 1
     * @return the changed options
     * @throws IllegalArgumentException if the value is less than this minimum
     */
    public ServerOptions withBufferBudget(long bytes) {
        return with(changed -> changed.bufferBudget = ServerLimits.atLeastOne("bufferBudget", bytes));
    }

    /**
     * Changes {@link #drain}.
     *
     * @param drain at least a millisecond
     * @return the changed options
     * @throws IllegalArgumentException if the value is less than this minimum
     */
    public ServerOptions withDrain(Duration drain) {
        return with(changed -> changed.drain = Durations.positive("drain", drain));
    }

    /**
     * Changes {@link #drainBytes}.
     *
     * @param drainBytes not negative
     * @return the changed options
     * @throws IllegalArgumentException if the value is less than this minimum
     */
    public ServerOptions withDrainBytes(long drainBytes) {
        return with(changed -> changed.drainBytes = ServerLimits.notNegative("drainBytes", drainBytes));
    }

    /**
     * Changes {@link #loops}.
     *
     * @param loops at least 1
     * @return the changed options
     * @throws IllegalArgumentException if the value is less than this minimum
     */
    public ServerOptions withLoops(int loops) {
        return with(changed -> changed.loops = ServerLimits.atLeastOne("loops", loops));
    }

    /**
     * Changes {@link #workers}.
     *
     * @param workers the executor, or {@code null}
     * @return the changed options
     */
    public ServerOptions withWorkers(@Nullable Executor workers) {
        return with(changed -> changed.workers = workers);
    }

    /**
     * Changes {@link #listener}.
     *
     * @param listener the listener
     * @return the changed options
     */
    public ServerOptions withListener(ServerListener listener) {
        return with(changed -> changed.listener = Objects.requireNonNull(listener, "listener"));
    }

    private ServerOptions with(Consumer<ServerLimits> change) {
        return new ServerOptions(limits.with(change));
    }
}
