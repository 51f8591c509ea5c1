// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.directory;

import io.labnet.crds.Room;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a directory, in order, in copy-on-write pages. The cost of a change or a listing does not depend on the
 * number of rooms, apart from copying the references to the pages. Each room has a position, a unique number that
 * identifies its page.
 */
final class RoomPages {
    /**
     * The maximum size of a page when rooms are added. It is small enough that copying and searching a page is cheap,
     * and that a page still fits into a piece of a listing when its rooms get longer addresses.
     */
    private static final int MAX_PAGE_BYTES = 8 * 1024;

    /** The pages; the map key of each page is the lowest position that its rooms may have. */
    private final TreeMap<Long, ByteBuffer> pages = new TreeMap<>();

    private final OpenListings open = new OpenListings();
    private long nextPosition;

    ListingSnapshot listing() {
        return open.begin(pages.values());
    }

    /** Adds a room at the end, and returns its position. */
    long add(Room room) {
        ByteBuffer line = line(room);
        long position = nextPosition++;
        Map.Entry<Long, ByteBuffer> last = pages.lastEntry();
        if (last == null || last.getValue().remaining() + line.remaining() > MAX_PAGE_BYTES) {
            pages.put(position, line);
        } else {
            append(last, line);
        }
        return position;
    }

    void replace(long position, Room room, Room by) {
        splice(page(position), line(room), line(by));
    }

    void remove(long position, Room room) {
        Long page = page(position).getKey();
        splice(page(position), line(room), ByteBuffer.allocate(0));
        if (!page(page).getValue().hasRemaining()) {
            pages.remove(page);
        } else if (!join(page(page), pages.higherEntry(page))) {
            join(pages.lowerEntry(page), page(page));
        }
    }

    private Map.Entry<Long, ByteBuffer> page(long position) {
        return Objects.requireNonNull(pages.floorEntry(position), "no page has the position");
    }

    /** Joins two neighbouring pages if together they fill at most half a page. */
    private boolean join(Map.@Nullable Entry<Long, ByteBuffer> page, Map.@Nullable Entry<Long, ByteBuffer> next) {
        if (page == null
                || next == null
                || page.getValue().remaining() + next.getValue().remaining() > MAX_PAGE_BYTES / 2) {
            return false;
        }
        pages.remove(next.getKey());
        open.outdated(next.getValue());
        append(page, next.getValue());
        return true;
    }

    private void append(Map.Entry<Long, ByteBuffer> page, ByteBuffer lines) {
        splice(page, page.getValue().remaining(), 0, lines);
    }

    private void splice(Map.Entry<Long, ByteBuffer> page, ByteBuffer line, ByteBuffer by) {
        // The search can't match the end of a longer line, because each line has a unique address and ends with a line
        // feed.
        int at = text(page.getValue()).indexOf(text(line));
        splice(page, at, line.remaining(), by);
    }

    private void splice(Map.Entry<Long, ByteBuffer> page, int at, int length, ByteBuffer by) {
        ByteBuffer old = page.getValue();
        int rest = old.remaining() - at - length;
        ByteBuffer lines = ByteBuffer.allocate(at + by.remaining() + rest)
                .put(0, old, 0, at)
                .put(at, by, 0, by.remaining())
                .put(at + by.remaining(), old, at + length, rest);
        pages.put(page.getKey(), lines.asReadOnlyBuffer());
        open.outdated(old);
    }

    /** Converts each byte to a character, for a fast search. */
    private static String text(ByteBuffer lines) {
        byte[] bytes = new byte[lines.remaining()];
        lines.get(0, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static ByteBuffer line(Room room) {
        return ByteBuffer.wrap((room + "\n").getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
    }
}
