// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.directory;

import io.labnet.crds.Room;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of a directory in their order, on pages that form a chain. A change touches one page or two, and a page is
 * written out again only when it has changed since it was last asked for: so neither a change nor a listing costs more
 * for there being many rooms, but for the list of the pages.
 */
final class RoomPages {
    private @Nullable RoomPage last;
    private long byteLength;
    private long outdatedBytes;
    private long version;
    private @Nullable PageChain snapshot;

    long byteLength() {
        return byteLength;
    }

    RoomPlace add(Room room) {
        RoomPage page = last;
        if (page == null || !page.hasSpaceFor(room)) {
            page = append(new RoomPage(this));
        }
        RoomPlace place = new RoomPlace(room, page);
        page.add(place);
        changed(PageText.lineLength(room));
        return place;
    }

    void replace(RoomPlace place, Room room) {
        int before = PageText.lineLength(place.room());
        place.page().replace(place, room);
        changed(PageText.lineLength(room) - before);
    }

    void remove(RoomPlace place) {
        RoomPage page = place.page();
        page.remove(place);
        changed(-PageText.lineLength(place.room()));
        RoomPage before = page.previous();
        RoomPage after = page.next();
        if (page.isEmpty()) {
            unlink(page);
        } else if (after != null && page.takes(after)) {
            unlink(after);
        } else if (before != null && before.takes(page)) {
            unlink(page);
        }
    }

    /** The pages as they are now, for reading without a lock: the same until one changes. {@code null} for none. */
    @Nullable
    PageChain snapshot() {
        if (snapshot == null) {
            for (RoomPage page = last; page != null; page = page.previous()) {
                snapshot = new PageChain(page.text(), page.byteLength(), snapshot);
            }
        }
        return snapshot;
    }

    /** Another number after each change. */
    long version() {
        return version;
    }

    /** How many bytes of pages have been in a snapshot and are in the present one no more, ever. */
    long outdatedBytes() {
        return outdatedBytes;
    }

    /** A page that has been in a snapshot has changed. */
    void outdated(int bytes) {
        outdatedBytes += bytes;
    }

    private void changed(int bytes) {
        byteLength += bytes;
        version++;
        snapshot = null;
    }

    private RoomPage append(RoomPage page) {
        if (last != null) {
            last.linkTo(page);
        }
        last = page;
        return page;
    }

    private void unlink(RoomPage page) {
        if (page.next() == null) {
            last = page.previous();
        }
        page.unlink();
    }
}
