// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.scores;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteScoreBookTest extends ScoreBookContract {
    @TempDir
    private Path directory;

    @Override
    ScoreBook emptyBook() throws IOException {
        // Does not wait for the disk, which only makes the tests faster.
        return ScoreBook.open("jdbc:sqlite:" + directory.resolve("scores.db") + "?synchronous=OFF");
    }
}
