// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of a directory in their order, on pages that form a chain. A change touches one page or two, and a page is
 * written out again only when it has changed since it was last asked for: so neither a change nor a listing costs more
 * for there being many rooms, but for the list of the pages.
 */
final class RoomPages {
    private @Nullable RoomPage first;
    private @Nullable RoomPage last;
    private long byteLength;
    private @Nullable List<PageText> snapshot;

    long byteLength() {
        return byteLength;
    }

    RoomPlace add(Room room) {
        RoomPage page = last;
        if (page == null || !page.hasSpaceFor(room)) {
            page = append(new RoomPage());
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

    /** The pages as they are now, for reading without a lock. */
    List<PageText> snapshot() {
        if (snapshot == null) {
            List<PageText> texts = new ArrayList<>();
            for (RoomPage page = first; page != null; page = page.next()) {
                texts.add(page.text());
            }
            snapshot = texts;
        }
        return snapshot;
    }

    private void changed(int bytes) {
        byteLength += bytes;
        snapshot = null;
    }

    private RoomPage append(RoomPage page) {
        if (last == null) {
            first = page;
        } else {
            last.linkTo(page);
        }
        last = page;
        return page;
    }

    private void unlink(RoomPage page) {
        RoomPage before = page.previous();
        RoomPage after = page.next();
        if (before == null) {
            first = after;
        }
        if (after == null) {
            last = before;
        }
        page.unlink();
    }
}
