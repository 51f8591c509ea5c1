// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import io.labnet.crds.RoomRefusal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Counts refused rooms by their reasons. Safe for several threads. */
public final class RefusalCounts {
    /** Never changed once it is filled. */
    private final Map<RoomRefusal, AtomicLong> counts = new EnumMap<>(RoomRefusal.class);

    /** Makes counts of zero. */
    public RefusalCounts() {
        for (RoomRefusal refusal : RoomRefusal.values()) {
            counts.put(refusal, new AtomicLong());
        }
    }

    /**
     * Counts one more.
     *
     * @param refusal why a room was refused
     * @return how many were refused for that reason, this one included
     */
    public long add(RoomRefusal refusal) {
        return of(refusal).incrementAndGet();
    }

    /**
     * Tells how many rooms were refused for a reason.
     *
     * @param refusal the reason
     * @return 0 or more
     */
    public long count(RoomRefusal refusal) {
        return of(refusal).get();
    }

    private AtomicLong of(RoomRefusal refusal) {
        return Objects.requireNonNull(counts.get(refusal), "refusal");
    }
}
