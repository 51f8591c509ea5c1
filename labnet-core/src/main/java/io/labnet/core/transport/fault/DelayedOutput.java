// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.fault;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** The output of a session with faults: decides how many of the session's unsent bytes may be written now. */
final class DelayedOutput {
    private final FaultyStream stream;
    private final ArrayDeque<Burst> bursts = new ArrayDeque<>();

    /** The offset of the end of the output that belongs to a burst. */
    private long produced;

    /** How many unsent bytes may be written. */
    private int visible;

    /** Output up to an offset that was ready at the same time. */
    private record Burst(long end, long release) {}

    DelayedOutput(FaultyStream stream) {
        this.stream = stream;
    }

    /** Shows none of the unsent bytes until the next {@link #update}. */
    void hide() {
        visible = 0;
    }

    /** Returns the part of the unsent bytes that may be written, as the peer is to receive it. */
    ByteBuffer visible(ByteBuffer unsent) {
        return stream.corrupted(unsent.slice(unsent.position(), Math.min(visible, unsent.remaining())));
    }

    /**
     * Decides how many bytes may be written.
     *
     * @param available the number of unsent bytes, at least one
     * @param timed whether there is a clock; without one, nothing is delayed
     * @return when the next byte may be written, not after {@code now} if it may be written now
     */
    long update(int available, long now, boolean timed) {
        if (stream.passed() + available > produced) {
            bursts.add(new Burst(stream.passed() + available, stream.release(produced, now)));
            produced = stream.passed() + available;
        }
        while (bursts.getFirst().end <= stream.passed()) {
            bursts.removeFirst();
        }
        long ready = timed ? stream.earliest(bursts.getFirst().release, now) : now;
        if (ready <= now) {
            visible = stream.piece(released(now, timed));
        }
        return ready;
    }

    private int released(long now, boolean timed) {
        long end = stream.passed();
        for (Burst burst : bursts) {
            if (timed && burst.release > now) {
                break;
            }
            end = burst.end;
        }
        return (int) (end - stream.passed());
    }
}
