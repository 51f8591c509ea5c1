// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import io.labnet.core.codec.ByteArraySink;
import io.labnet.crds.Room;
import io.labnet.crds.directory.ListingSnapshot;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Collects the lines of a piece of a listing. */
final class RoomLines implements RoomTable.Visitor {
    /** So many rooms of common names fill half a piece. */
    static final int MOST_ROOMS = 1024;

    private final ByteArraySink lines = new ByteArraySink();
    private long lastPosition;

    @Override
    public boolean visit(RoomTable.Entry entry) {
        byte[] line = line(entry.room());
        if (lines.size() + line.length > ListingSnapshot.MAX_PIECE_BYTES) {
            return false;
        }
        lines.put(line);
        lastPosition = entry.position();
        return true;
    }

    /** How many bytes the line of a room has. */
    static int length(Room room) {
        return line(room).length;
    }

    boolean isEmpty() {
        return lines.size() == 0;
    }

    /** The position of the last room; what is next comes after it. */
    long lastPosition() {
        return lastPosition;
    }

    ByteBuffer text() {
        return ByteBuffer.wrap(lines.toByteArray()).asReadOnlyBuffer();
    }

    private static byte[] line(Room room) {
        return (room + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
