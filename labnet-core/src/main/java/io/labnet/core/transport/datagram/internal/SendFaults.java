// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.datagram.internal;

import io.labnet.core.transport.fault.DatagramFaults;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The faults of the datagrams that one socket sends. Thread-safe. */
final class SendFaults {
    private final Supplier<List<Integer>> faults;
    private final List<Late> late = new ArrayList<>();
    private long sent;

    /** A datagram and its recipient. */
    record Addressed(ByteBuffer bytes, InetSocketAddress to) {}

    /** A datagram that is sent after a number of others. */
    private record Late(long due, Addressed datagram) {}

    private SendFaults(DatagramFaults faults) {
        this.faults = faults.start();
    }

    /** Returns the faults of a new socket, or {@code null} if it has none. */
    static @Nullable SendFaults of(DatagramFaults faults) {
        return faults == DatagramFaults.none() ? null : new SendFaults(faults);
    }

    /**
     * Returns the datagrams to send in place of one: none if it is lost or delayed, its copies, and earlier ones that
     * were delayed until now.
     *
     * @param datagram the bytes, copied; the position moves to the limit
     */
    synchronized List<Addressed> next(ByteBuffer datagram, InetSocketAddress to) {
        ByteBuffer copy =
                ByteBuffer.allocate(datagram.remaining()).put(datagram).flip();
        sent++;
        List<Addressed> now = new ArrayList<>();
        for (int after : faults.get()) {
            Addressed addressed = new Addressed(copy.duplicate(), to);
            if (after == 0) {
                now.add(addressed);
            } else {
                late.add(new Late(sent + after, addressed));
            }
        }
        for (Iterator<Late> each = late.iterator(); each.hasNext(); ) {
            Late one = each.next();
            if (one.due <= sent) {
                each.remove();
                now.add(one.datagram);
            }
        }
        return now;
    }
}
