// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.crds.Room;
import io.labnet.crds.directory.DirectoryRules;
import io.labnet.crds.directory.MemoryRoomDirectory;
import java.io.IOException;

/** The directory itself, whose results are the model's. */
final class DirectComparison implements ComparedDirectory {
    private final MemoryRoomDirectory directory;
    private final DirectoryModel model;

    DirectComparison(DirectoryRules rules) {
        directory = new MemoryRoomDirectory(rules);
        model = new DirectoryModel(rules);
    }

    @Override
    public void create(Room room) {
        assertThat(directory.create(room)).isEqualTo(model.create(room));
    }

    @Override
    public void delete(String name) {
        assertThat(directory.delete(name)).isEqualTo(model.delete(name));
    }

    @Override
    public void find(String name) {
        assertThat(directory.find(name)).isEqualTo(model.find(name));
    }

    @Override
    public void list() throws IOException {
        assertThat(Listings.rooms(directory)).isEqualTo(model.rooms());
    }

    @Override
    public void close() {}
}
