// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.admission;

/** A rate limit that allows bursts. It is full at first. Times are nanoseconds from any origin. Not thread-safe. */
public final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private final int perSecond;
    private final int size;
    private double tokens;
    private long filledAt;

    public TokenBucket(int perSecond, int size, long now) {
        this.perSecond = perSecond;
        this.size = size;
        this.tokens = size;
        this.filledAt = now;
    }

    /** Takes a token. Returns false if there is none. */
    public boolean take(long now) {
        boolean taken = has(now);
        if (taken) {
            tokens--;
        }
        return taken;
    }

    /** Returns whether there is a token. */
    public boolean has(long now) {
        fill(now);
        return tokens >= 1;
    }

    /** Returns whether this bucket permits as large a burst as a new one. */
    public boolean isFull(long now) {
        fill(now);
        return tokens >= size;
    }

    private void fill(long now) {
        if (now - filledAt > 0) {
            tokens = Math.min(size, tokens + (now - filledAt) / NANOS_PER_SECOND * perSecond);
            filledAt = now;
        }
    }
}
