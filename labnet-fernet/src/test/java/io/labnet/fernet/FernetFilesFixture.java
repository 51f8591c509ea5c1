// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A key, and two files in an empty directory, for tests of FernetFiles. */
abstract class FernetFilesFixture {
    /** The number of bytes encrypted at a time. */
    static final int PIECE = 48 << 10;

    static final Instant THEN = Instant.ofEpochSecond(499_162_800);
    static final FernetKey KEY = FernetKey.generate(new Random(1));
    static final Fernet FERNET = Fernet.of(KEY).at(THEN);
    static final FernetFiles FILES = new FernetFiles(FERNET);

    @TempDir
    Path directory;

    Path source;
    Path target;

    @BeforeEach
    final void nameFiles() {
        source = directory.resolve("source");
        target = directory.resolve("target");
    }

    static byte[] message(int length) {
        byte[] message = new byte[length];
        new Random(length).nextBytes(message);
        return message;
    }

    /** Returns the names of all files in the directory, sorted. */
    final List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
