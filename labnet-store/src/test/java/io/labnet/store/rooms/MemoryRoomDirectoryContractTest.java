// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import io.labnet.crds.directory.DirectoryRules;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.directory.RoomDirectory;

class MemoryRoomDirectoryContractTest extends RoomDirectoryContract {
    @Override
    protected RoomDirectory open(DirectoryRules rules) {
        return new MemoryRoomDirectory(rules);
    }
}
