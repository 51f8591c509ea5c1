// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.fault;

import io.labnet.core.transport.fault.StreamFaults.Setting;
import java.nio.ByteBuffer;

/**
 * One direction of one connection: decides where its bytes are cut, when they pass, and what becomes of them. Times are
 * nanoseconds since any origin. Random decisions are a function of the seed and the offset alone, so that they do not
 * depend on how the bytes arrive. Not thread-safe.
 */
final class FaultyStream {
    private static final long NEVER = Long.MAX_VALUE;

    /** The number of pieces per second into which a limited bandwidth divides the bytes. */
    private static final int PIECES_PER_SECOND = 100;

    private static final long SECOND = 1_000_000_000;

    // The purposes of random numbers. Different purposes have independent numbers.
    private static final int SPLIT = 1;
    private static final int JITTER = 2;
    private static final int CORRUPTION = 3;
    private static final int WHICH_BIT = 4;

    private final long seed;
    private final boolean none;
    private final long split;
    private final long coalescing;
    private final long delay;
    private final long jitter;
    private final long bandwidth;
    private final long stallAfter;
    private final long stallTime;
    private final long dropAfter;
    private final long resetAfter;
    private final long endAfter;
    private final long corruptByte;
    private final double corruption;

    /** The number of bytes that have passed or were discarded. */
    private long passed;

    /** When the last burst may pass; later bytes never pass earlier. */
    private long lastRelease = Long.MIN_VALUE;

    private long groupEnds = Long.MIN_VALUE;
    private long blockedUntil = Long.MIN_VALUE;
    private boolean stalled;

    FaultyStream(StreamFaults faults, long seed) {
        this.seed = seed;
        none = faults.isNone();
        split = faults.get(Setting.SPLIT, 0);
        coalescing = faults.get(Setting.COALESCING, 0);
        delay = faults.get(Setting.DELAY, 0);
        jitter = faults.get(Setting.JITTER, 0);
        bandwidth = faults.get(Setting.BANDWIDTH, 0);
        stallAfter = faults.get(Setting.STALL_AFTER, NEVER);
        stallTime = faults.get(Setting.STALL_TIME, 0);
        dropAfter = faults.get(Setting.DROP_AFTER, NEVER);
        resetAfter = faults.get(Setting.RESET_AFTER, NEVER);
        endAfter = faults.get(Setting.END_AFTER, NEVER);
        corruptByte = faults.get(Setting.CORRUPT_BYTE, NEVER);
        corruption = faults.corruption();
    }

    boolean none() {
        return none;
    }

    long passed() {
        return passed;
    }

    /** Returns how long the first of several joined pieces is held, in nanoseconds. */
    long coalescing() {
        return coalescing;
    }

    /** Returns whether further bytes are discarded. */
    boolean dropping() {
        return passed >= dropAfter || ended();
    }

    /** Returns whether the peer is to receive the end now. */
    boolean ended() {
        return passed >= endAfter;
    }

    boolean reset() {
        return passed >= resetAfter;
    }

    /** Returns when a burst that begins at an offset, and that is ready now, may pass. */
    long release(long offset, long now) {
        if (coalescing == 0 || now >= groupEnds) {
            groupEnds = now + coalescing;
            long random = jitter == 0 ? 0 : (long) (random(JITTER, offset) * jitter);
            lastRelease = Math.max(lastRelease, groupEnds + delay + random);
        }
        return lastRelease;
    }

    /** Returns when the next byte may pass, given the release of its burst. */
    long earliest(long release, long now) {
        if (passed == stallAfter && !stalled && release <= now) {
            stalled = true;
            blockedUntil = Math.max(blockedUntil, now + stallTime);
        }
        return Math.max(release, blockedUntil);
    }

    /** Returns how many of the available bytes make the next piece; at least one if any is available. */
    int piece(int available) {
        long end = passed + available;
        for (long event : new long[] {stallAfter, dropAfter, resetAfter, endAfter}) {
            if (event > passed) {
                end = Math.min(end, event);
            }
        }
        if (bandwidth > 0) {
            end = Math.min(end, passed + Math.max(1, bandwidth / PIECES_PER_SECOND));
        }
        if (split > 0) {
            long cut = passed + 1;
            while (cut < end && random(SPLIT, cut) * split >= 1) {
                cut++;
            }
            end = Math.min(end, cut);
        }
        return (int) (end - passed);
    }

    /** Notes that bytes have passed or were discarded. */
    void pass(int bytes, long now) {
        passed += bytes;
        if (bandwidth > 0) {
            blockedUntil = Math.max(blockedUntil, now) + bytes * SECOND / bandwidth;
        }
    }

    /** Returns the next bytes as the other side is to receive them: the same buffer, or a changed copy. */
    ByteBuffer corrupted(ByteBuffer bytes) {
        ByteBuffer changed = null;
        for (int i = 0; i < bytes.remaining(); i++) {
            if (corrupts(passed + i)) {
                if (changed == null) {
                    changed = ByteBuffer.allocate(bytes.remaining())
                            .put(bytes.duplicate())
                            .flip();
                }
                int bit = (int) (random(WHICH_BIT, passed + i) * Byte.SIZE);
                changed.put(i, (byte) (changed.get(i) ^ 1 << bit));
            }
        }
        return changed == null ? bytes : changed;
    }

    private boolean corrupts(long offset) {
        return offset == corruptByte || (corruption > 0 && random(CORRUPTION, offset) < corruption);
    }

    /** Returns a number from 0 up to but excluding 1. */
    private double random(int purpose, long offset) {
        long hash = mix(mix(seed + purpose) + offset);
        return (hash >>> 11) * 0x1p-53;
    }

    /** Returns a hash of which every bit depends on every bit of the number. */
    static long mix(long number) {
        long hash = (number + 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 31) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 29;
    }
}
