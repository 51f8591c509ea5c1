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
        // Without waiting for the disk, which makes no difference to any of this but the time it takes.
        return ScoreBook.open("jdbc:sqlite:" + directory.resolve("scores.db") + "?synchronous=OFF");
    }
}
