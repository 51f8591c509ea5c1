// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {
    private static final FileTime TIME = FileTime.fromMillis(1_000_000);

    @TempDir
    private Path directory;

    private Path file;
    private FileStamp first;

    @BeforeEach
    void makeFile() throws IOException {
        file = write("file", "text", TIME);
        first = FileStamp.of(file);
    }

    private Path write(String name, String text, FileTime modified) throws IOException {
        return Files.setLastModifiedTime(Files.writeString(directory.resolve(name), text), modified);
    }

    @Test
    void unchangedFile_hasTheSameStamp() {
        assertThat(FileStamp.of(file)).isEqualTo(first);
    }

    @Test
    void otherTimeOrSize_isAnotherStamp() throws IOException {
        write("file", "text", FileTime.fromMillis(2_000_000));
        assertThat(FileStamp.of(file)).isNotEqualTo(first);
        write("file", "texts", TIME);
        assertThat(FileStamp.of(file)).isNotEqualTo(first);
    }

    @Test
    void replacedFile_isAnotherStamp() throws IOException {
        Files.move(write("new", "text", TIME), file, StandardCopyOption.REPLACE_EXISTING);
        if (first.fileKey() != null) {
            assertThat(FileStamp.of(file)).isNotEqualTo(first);
        }
    }

    @Test
    void missingFile_hasAStamp() throws IOException {
        Files.delete(file);
        assertThat(FileStamp.of(file)).isNotEqualTo(first).isEqualTo(FileStamp.of(directory.resolve("none")));
    }
}
