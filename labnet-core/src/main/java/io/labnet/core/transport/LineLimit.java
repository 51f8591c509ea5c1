// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.transport.internal.admission.TokenBucket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A rate limit for log or console lines about each address, so that no peer can flood the output. Each address has a
 * token bucket. A line needs a token from the bucket of its address, and a token from the common bucket of all
 * addresses, which is ten times as large. The lines that are omitted are counted; the counts are written one second
 * after the first line was omitted.
 *
 * <p>Thread-safe. At most 1,024 addresses have a bucket of their own at the same time; all further addresses share
 * another bucket of the same size.
 */
public final class LineLimit {
    private static final int REFUSALS_PER_SECOND = 10;
    private static final int REFUSAL_BURST = 20;

    private static final int MAX_ADDRESSES = 1024;
    private static final int MAX_ADDRESSES_PER_REPORT = 5;
    private static final int ALL_FACTOR = 10;

    private final int perSecond;
    private final int burst;
    private final Consumer<String> counts;
    private final LongSupplier clock;
    private final Executor delayed;

    private final Map<String, Bucket> buckets = new HashMap<>();
    private final TokenBucket all;
    private final Bucket otherAddresses;
    private boolean reportScheduled;

    /**
     * Creates a limit.
     *
     * @param perSecond the sustained number of lines per second about one address, at least 1
     * @param burst the number of lines about one address that may be written at once, at least 1
     * @param counts receives the lines with the counts of omitted lines, such as
     *     {@code 127.0.0.1: 1,234 lines left out in the last second}; at most six lines per second. Called without
     *     holding a lock
     * @throws IllegalArgumentException if {@code perSecond} or {@code burst} is less than 1
     */
    public LineLimit(int perSecond, int burst, Consumer<String> counts) {
        this(perSecond, burst, counts, System::nanoTime, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
    }

    /**
     * Creates a limit with a clock, which counts nanoseconds from any origin, and an executor, which runs each task
     * after one second.
     */
    LineLimit(int perSecond, int burst, Consumer<String> counts, LongSupplier clock, Executor delayed) {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException(
                    "perSecond " + perSecond + " and burst " + burst + " must be at least 1");
        }
        this.perSecond = perSecond;
        this.burst = burst;
        this.counts = Objects.requireNonNull(counts, "counts");
        this.clock = clock;
        this.delayed = delayed;
        long now = clock.getAsLong();
        this.all = new TokenBucket(ALL_FACTOR * perSecond, ALL_FACTOR * burst, now);
        this.otherAddresses = new Bucket(new TokenBucket(perSecond, burst, now));
    }

    /**
     * Creates the limit for refusals: about each address, ten lines per second on average, and up to twenty at once.
     *
     * @param counts receives the lines with the counts of omitted lines
     * @return the limit
     */
    public static LineLimit ofRefusals(Consumer<String> counts) {
        return new LineLimit(REFUSALS_PER_SECOND, REFUSAL_BURST, counts);
    }

    /**
     * Returns whether a line may be written, and counts the line as written or omitted.
     *
     * @param address the address that the line is about, such as {@code 127.0.0.1}
     * @return whether to write it
     */
    public boolean permits(String address) {
        boolean scheduleReport;
        synchronized (this) {
            long now = clock.getAsLong();
            Bucket bucket = bucket(address, now);
            if (bucket.tokens.has(now) && all.take(now)) {
                return bucket.tokens.take(now);
            }
            bucket.omitted++;
            scheduleReport = !reportScheduled;
            reportScheduled = true;
        }
        if (scheduleReport) {
            scheduleReport();
        }
        return false;
    }

    private void scheduleReport() {
        try {
            delayed.execute(this::printCounts);
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            // No thread can run the report now. The next omitted line schedules it again.
            synchronized (this) {
                reportScheduled = false;
            }
        }
    }

    /** Writes the pending counts immediately, for example when a server has stopped and its process ends. */
    public void printCounts() {
        lines().forEach(counts);
    }

    private synchronized List<String> lines() {
        reportScheduled = false;
        List<String> lines = new ArrayList<>();
        long others = otherAddresses.takeCount();
        for (Map.Entry<String, Bucket> entry : buckets.entrySet()) {
            long count = entry.getValue().takeCount();
            if (count > 0 && lines.size() < MAX_ADDRESSES_PER_REPORT) {
                lines.add(line(entry.getKey(), count));
            } else {
                others += count;
            }
        }
        if (others > 0) {
            lines.add(line("other addresses", others));
        }
        return lines;
    }

    private static String line(String address, long count) {
        String lines = count == 1 ? "line" : "lines";
        return String.format(Locale.ROOT, "%s: %,d %s left out in the last second", address, count, lines);
    }

    private Bucket bucket(String address, long now) {
        Bucket known = buckets.get(address);
        if (known != null) {
            return known;
        }
        if (buckets.size() >= MAX_ADDRESSES) {
            // Removing a full bucket loses nothing, because a new bucket is full, too.
            buckets.values().removeIf(bucket -> bucket.isIdle(now));
        }
        if (buckets.size() >= MAX_ADDRESSES) {
            return otherAddresses;
        }
        Bucket made = new Bucket(new TokenBucket(perSecond, burst, now));
        buckets.put(address, made);
        return made;
    }

    /** The token bucket of an address, with one token per line. Guarded by the limit's lock. */
    private static final class Bucket {
        private final TokenBucket tokens;
        private long omitted;

        Bucket(TokenBucket tokens) {
            this.tokens = tokens;
        }

        boolean isIdle(long now) {
            return tokens.isFull(now) && omitted == 0;
        }

        long takeCount() {
            long count = omitted;
            omitted = 0;
            return count;
        }
    }
}
