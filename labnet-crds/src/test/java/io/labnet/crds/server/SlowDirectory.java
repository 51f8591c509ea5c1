// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.directory.CreateResult;
import io.labnet.crds.directory.ListingSnapshot;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.directory.RoomDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A directory whose calls may block, and fail when a test requests it. */
final class SlowDirectory implements RoomDirectory {
    private final MemoryRoomDirectory rooms = new MemoryRoomDirectory();
    private boolean failing;
    private boolean failingInListings;

    void fail(boolean always, boolean inListings) {
        failing = always;
        failingInListings = inListings;
    }

    @Override
    public CreateResult create(Room room) throws IOException {
        check(failing);
        return rooms.create(room);
    }

    @Override
    public boolean delete(String name) throws IOException {
        check(failing);
        return rooms.delete(name);
    }

    @Override
    public @Nullable RoomAddress find(String name) throws IOException {
        check(failing);
        return rooms.find(name);
    }

    @Override
    public ListingSnapshot listing() throws IOException {
        check(failing);
        ListingSnapshot listing = rooms.listing();
        return new ListingSnapshot() {
            @Override
            public long byteLength() {
                return listing.byteLength();
            }

            @Override
            public @Nullable ByteBuffer next() throws IOException {
                check(failingInListings);
                return listing.next();
            }
        };
    }

    @Override
    public boolean blocks() {
        return true;
    }

    private static void check(boolean failing) throws IOException {
        if (failing) {
            throw new IOException("the disk is gone");
        }
    }
}
