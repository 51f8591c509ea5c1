// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes a key file one that is not warned of. */
final class OwnersOnly {
    private OwnersOnly() {}

    static Path of(Path file) throws IOException {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"))
                : file;
    }
}
