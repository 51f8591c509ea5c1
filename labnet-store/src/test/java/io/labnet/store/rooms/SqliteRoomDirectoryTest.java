// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.io.TempDir;

class SqliteRoomDirectoryTest extends JdbcRoomDirectoryContract {
    @TempDir
    private Path directory;

    private int databases;

    @Override
    String emptyDatabase() {
        databases++;
        // Does not wait for the disk, which only makes the tests faster.
        return "jdbc:sqlite:" + file() + "?synchronous=OFF";
    }

    @Override
    void copy() throws IOException {
        Files.copy(file(), copyOf());
    }

    @Override
    void putBack() throws IOException {
        Files.move(copyOf(), file(), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file() {
        return directory.resolve("rooms" + databases + ".db");
    }

    private Path copyOf() {
        return directory.resolve("copy.db");
    }
}
