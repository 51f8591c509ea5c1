// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.chat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteRoomDirectoryTest extends JdbcRoomDirectoryContract {
    @TempDir
    private Path directory;

    @Override
    String emptyDatabase() {
        // Without waiting for the disk, which makes no difference to any of this but the time it takes.
        return "jdbc:sqlite:" + directory.resolve("rooms.db") + "?synchronous=OFF";
    }
}
