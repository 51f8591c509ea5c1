// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.transport.address.AddressSet;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@link ServerOptions}, initially the defaults. An object of this class is changed only when it is new,
 * before any other object refers to it.
 */
final class ServerLimits implements Cloneable {
    /** Buffers may take a quarter of the heap; the rest is left for connections, sessions and all other objects. */
    private static final int HEAP_PARTS = 4;

    int maxConnections = 16_384;
    int maxConnectionsPerHost = 16_384;
    int connectionRate = 1000;
    Supplier<AddressSet> denied = AddressSet::none;
    AddressSet proxies = AddressSet.none();

    @Nullable
    Duration idle;

    Duration stall = Duration.ofMinutes(2);

    @Nullable
    Duration messageDeadline;

    int minimumRate;
    Duration quiet = Duration.ofMillis(50);
    Duration flushDelay = Duration.ofMillis(25);
    int highWaterMark = 64 * 1024;
    long bufferBudget = Math.max(1, Runtime.getRuntime().maxMemory() / HEAP_PARTS);
    Duration drain = Duration.ofSeconds(2);
    long drainBytes = 16L * 1024 * 1024;
    int loops = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));

    @Nullable
    Executor workers;

    ServerListener listener = new LoggingListener();

    ServerLimits with(Consumer<ServerLimits> change) {
        ServerLimits changed = copy();
        change.accept(changed);
        return changed;
    }

    private ServerLimits copy() {
        try {
            return (ServerLimits) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    static int atLeastOne(String name, int value) {
        return (int) atLeastOne(name, (long) value);
    }

    static long atLeastOne(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " " + value + " is less than 1");
        }
        return value;
    }

    static long notNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " " + value + " is negative");
        }
        return value;
    }
}
