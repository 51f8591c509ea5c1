// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

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
import org.jspecify.annotations.Nullable;

/**
 * A rate limit for lines about each address, so that no peer fills a log or a console. Each address has a token bucket,
 * and all addresses share one that is ten times as large. Omitted lines are counted; the counts are written one second
 * after the first omission.
 *
 * <p>Thread-safe. It tracks at most 1,024 addresses; further ones share one bucket.
 */
public final class LineLimit {
    private static final int REFUSALS_PER_SECOND = 10;
    private static final int REFUSALS_AT_ONCE = 20;

    private static final int MAX_ADDRESSES = 1024;
    private static final int MAX_NAMED = 5;
    private static final int ALL_FACTOR = 10;
    private static final double NANOS_PER_SECOND = 1e9;

    private final int perSecond;
    private final int burst;
    private final Consumer<String> counts;
    private final LongSupplier clock;
    private final Executor later;

    private final Map<String, Bucket> buckets = new HashMap<>();
    private final Bucket all;
    private final Bucket beyond;
    private boolean countsDue;

    /**
     * Creates a limit.
     *
     * @param perSecond the number of lines per second about one address in the long run, at least 1
     * @param burst the number of lines at once, at least 1
     * @param counts receives the lines with the counts of omitted lines, such as {@code 127.0.0.1: 1,234 lines left out
     *     in the last second}; at most six per second. It is called without a lock
     * @throws IllegalArgumentException if a number is less than 1
     */
    public LineLimit(int perSecond, int burst, Consumer<String> counts) {
        this(perSecond, burst, counts, System::nanoTime, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
    }

    /** The clock counts nanoseconds from any origin; {@code later} runs its tasks after one second. */
    LineLimit(int perSecond, int burst, Consumer<String> counts, LongSupplier clock, Executor later) {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException(perSecond + " lines a second and " + burst + " at once: 1 is the least");
        }
        this.perSecond = perSecond;
        this.burst = burst;
        this.counts = Objects.requireNonNull(counts, "counts");
        this.clock = clock;
        this.later = later;
        this.all = new Bucket(ALL_FACTOR * perSecond, ALL_FACTOR * burst);
        this.beyond = new Bucket(perSecond, burst);
    }

    /**
     * Creates the limit for refusals: ten lines per second for each address, and twenty at once.
     *
     * @param counts receives the lines with the counts of omitted lines
     * @return the limit
     */
    public static LineLimit ofRefusals(Consumer<String> counts) {
        return new LineLimit(REFUSALS_PER_SECOND, REFUSALS_AT_ONCE, counts);
    }

    /**
     * Returns whether a line may be written, and counts it as written or omitted.
     *
     * @param address the address that the line is about, such as {@code 127.0.0.1}
     * @return whether to write it
     */
    public boolean permits(String address) {
        boolean tellLater;
        synchronized (this) {
            long now = clock.getAsLong();
            Bucket bucket = bucket(address, now);
            if (bucket.filled(now) && all.filled(now)) {
                bucket.tokens--;
                all.tokens--;
                return true;
            }
            bucket.leftOut++;
            tellLater = !countsDue;
            countsDue = true;
        }
        if (tellLater) {
            tellLater();
        }
        return false;
    }

    private void tellLater() {
        try {
            later.execute(this::printCounts);
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            // The next omitted line schedules the report again.
            synchronized (this) {
                countsDue = false;
            }
        }
    }

    /** Writes the pending counts at once, as when a server has stopped and its process ends. */
    public void printCounts() {
        lines().forEach(counts);
    }

    private synchronized List<String> lines() {
        countsDue = false;
        List<String> lines = new ArrayList<>();
        long others = beyond.takeCount();
        for (Map.Entry<String, Bucket> entry : buckets.entrySet()) {
            long count = entry.getValue().takeCount();
            if (count > 0 && lines.size() < MAX_NAMED) {
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
            // A full bucket is as good as a new one.
            buckets.values().removeIf(bucket -> bucket.isIdle(now));
        }
        if (buckets.size() >= MAX_ADDRESSES) {
            return beyond;
        }
        Bucket made = new Bucket(perSecond, burst);
        buckets.put(address, made);
        return made;
    }

    /** A token bucket, with one token per line. Guarded by the limit's lock. */
    private static final class Bucket {
        private final int perSecond;
        private final int size;
        private double tokens;
        private @Nullable Long since;
        private long leftOut;

        Bucket(int perSecond, int size) {
            this.perSecond = perSecond;
            this.size = size;
            this.tokens = size;
        }

        /** Adds the tokens for the elapsed time, then returns whether there is one. */
        boolean filled(long now) {
            if (since != null) {
                tokens = Math.min(size, tokens + (now - since) / NANOS_PER_SECOND * perSecond);
            }
            since = now;
            return tokens >= 1;
        }

        boolean isIdle(long now) {
            return filled(now) && tokens >= size && leftOut == 0;
        }

        long takeCount() {
            long count = leftOut;
            leftOut = 0;
            return count;
        }
    }
}
