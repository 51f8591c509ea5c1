// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.xor;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

class SqliteSubmissionsIT extends SubmissionsContract {
    @TempDir
    private @Nullable Path folder;

    @Override
    String database() {
        return Objects.requireNonNull(folder).resolve("scores.db").toString();
    }
}
