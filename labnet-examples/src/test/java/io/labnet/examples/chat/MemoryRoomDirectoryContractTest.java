// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.chat;

import io.labnet.crds.DirectoryRules;
import io.labnet.crds.MemoryRoomDirectory;
import io.labnet.crds.RoomDirectory;

class MemoryRoomDirectoryContractTest extends RoomDirectoryContract {
    @Override
    protected RoomDirectory open(DirectoryRules rules) {
        return new MemoryRoomDirectory(rules);
    }
}
