// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A small file that appears under its name whole, or not at all, as those of {@code FernetFiles} do. */
final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a file that its owner only can read, in place of any that has its name, once all of it is on the disk.
     *
     * @throws IOException if that can't be done; nothing is left behind then
     */
    static void write(Path target, String ascii) throws IOException {
        Path temporary = Files.createTempFile(target.toAbsolutePath().getParent(), ".fernet-", ".tmp");
        try {
            try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(ascii.getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
