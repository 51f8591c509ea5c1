// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.directory;

import io.labnet.crds.Room;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some of the rooms of a directory, one after the other, and the pages before and after. */
final class RoomPage {
    /** So few that looking through them costs nothing. */
    private static final int MAX_ROOMS = 256;

    private final RoomPages pages;
    private final List<RoomPlace> places = new ArrayList<>();
    private int byteLength;
    private @Nullable PageText text;
    private @Nullable RoomPage previous;
    private @Nullable RoomPage next;

    RoomPage(RoomPages pages) {
        this.pages = pages;
    }

    int byteLength() {
        return byteLength;
    }

    @Nullable
    RoomPage previous() {
        return previous;
    }

    @Nullable
    RoomPage next() {
        return next;
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    boolean hasSpaceFor(Room room) {
        return places.size() < MAX_ROOMS && byteLength + PageText.lineLength(room) <= ListingSnapshot.MAX_PIECE_BYTES;
    }

    void add(RoomPlace place) {
        places.add(place);
        changed(PageText.lineLength(place.room()));
    }

    void replace(RoomPlace place, Room room) {
        changed(PageText.lineLength(room) - PageText.lineLength(place.room()));
        place.become(room);
    }

    void remove(RoomPlace place) {
        // By identity: a place has no equals.
        places.remove(place);
        changed(-PageText.lineLength(place.room()));
    }

    /**
     * Takes the rooms of the page that follows, if both together fill no more than half a page: then no two neighbours
     * are nearly empty, and there is space for what comes next.
     */
    boolean takes(RoomPage after) {
        if (places.size() + after.places.size() > MAX_ROOMS / 2
                || byteLength + after.byteLength > ListingSnapshot.MAX_PIECE_BYTES / 2) {
            return false;
        }
        after.places.forEach(place -> place.moveTo(this));
        places.addAll(after.places);
        changed(after.byteLength);
        after.changed(-after.byteLength);
        return true;
    }

    /** What stands on this page now. */
    PageText text() {
        if (text == null) {
            text = new PageText(places.stream().map(RoomPlace::room).toList());
        }
        return text;
    }

    void linkTo(RoomPage after) {
        next = after;
        after.previous = this;
    }

    void unlink() {
        if (previous != null) {
            previous.next = next;
        }
        if (next != null) {
            next.previous = previous;
        }
    }

    private void changed(int bytes) {
        if (text != null) {
            pages.outdated(byteLength);
            text = null;
        }
        byteLength += bytes;
    }
}
