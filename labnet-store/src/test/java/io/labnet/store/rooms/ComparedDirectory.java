// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import io.labnet.crds.Room;
import java.io.IOException;

/** A directory, however it is reached, and the model beside it that takes the same steps. */
interface ComparedDirectory extends AutoCloseable {
    /** Creates a room in both, and compares what can be compared at once. */
    void create(Room room) throws IOException;

    /** Deletes a room in both. */
    void delete(String name) throws IOException;

    /** Finds a room in both. */
    void find(String name) throws IOException;

    /** Lists both. */
    void list() throws IOException;

    @Override
    void close();
}
