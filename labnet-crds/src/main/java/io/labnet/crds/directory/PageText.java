// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.directory;

import io.labnet.core.codec.ByteArraySink;
import io.labnet.crds.Room;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands on a page of a listing: immutable, and written out when it is first asked for, by any thread. */
final class PageText {
    /** The rooms until they are written out, then nothing: a page that has changed since may be the last to hold them. */
    private volatile List<Room> rooms;

    /** Two threads may write it out at once; what they write is the same. */
    private volatile @Nullable ByteBuffer text;

    PageText(List<Room> rooms) {
        this.rooms = rooms;
    }

    /** How many bytes the line of a room has. */
    static int lineLength(Room room) {
        return line(room).length;
    }

    /** The lines, in a read-only buffer of the caller's own. */
    ByteBuffer text() {
        // Read before the text: while there is none, these are the rooms.
        List<Room> unwritten = rooms;
        ByteBuffer written = text;
        if (written == null) {
            ByteArraySink lines = new ByteArraySink();
            unwritten.forEach(room -> lines.put(line(room)));
            written = ByteBuffer.wrap(lines.toByteArray()).asReadOnlyBuffer();
            text = written;
            rooms = List.of();
        }
        return written.duplicate();
    }

    private static byte[] line(Room room) {
        return (room + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
