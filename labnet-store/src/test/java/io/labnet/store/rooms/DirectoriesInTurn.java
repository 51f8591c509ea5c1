// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.directory.CreateResult;
import io.labnet.crds.directory.ListingSnapshot;
import io.labnet.crds.directory.RoomDirectory;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Two directories on one database, used alternately. */
record DirectoriesInTurn(RoomDirectory first, RoomDirectory second, AtomicInteger turns) implements RoomDirectory {
    DirectoriesInTurn(RoomDirectory first, RoomDirectory second) {
        this(first, second, new AtomicInteger());
    }

    @Override
    public CreateResult create(Room room) throws IOException {
        return next().create(room);
    }

    @Override
    public boolean delete(String name) throws IOException {
        return next().delete(name);
    }

    @Override
    public @Nullable RoomAddress find(String name) throws IOException {
        return next().find(name);
    }

    @Override
    public ListingSnapshot listing() throws IOException {
        return next().listing();
    }

    @Override
    public void close() throws IOException {
        first.close();
        second.close();
    }

    private RoomDirectory next() {
        return turns.getAndIncrement() % 2 == 0 ? first : second;
    }
}
