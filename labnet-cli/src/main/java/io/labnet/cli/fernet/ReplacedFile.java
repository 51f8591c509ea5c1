// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * A file that gets its name when it is complete, as those of {@code FernetFiles} do. Until then it is a temporary file
 * beside its target. It gets the owner, group and permissions of the file that it replaces; without such a file, only
 * its owner can read it.
 */
final class ReplacedFile implements Closeable {
    private final Path target;
    private final Path temporary;
    private final FileChannel file;
    private final OutputStream out;

    ReplacedFile(Path target) throws IOException {
        this.target = target;
        temporary = Files.createTempFile(target.toAbsolutePath().getParent(), ".fernet-", ".tmp");
        file = FileChannel.open(temporary, StandardOpenOption.WRITE);
        out = new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16);
    }

    OutputStream out() {
        return out;
    }

    /** Forces the file to the disk and moves it to its target. */
    void publish() throws IOException {
        out.flush();
        file.force(true);
        file.close();
        if (Files.exists(target)) {
            copyOwners(target, temporary);
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void copyOwners(Path from, Path to) throws IOException {
        PosixFileAttributeView copy = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (copy == null) {
            return;
        }
        PosixFileAttributes attributes = Files.readAttributes(from, PosixFileAttributes.class);
        try {
            copy.setGroup(attributes.group());
            copy.setOwner(attributes.owner());
        } catch (IOException notAllowed) {
            // Users who may write the file may not always give files to its owner or group.
        }
        copy.setPermissions(attributes.permissions());
    }

    /** Deletes the file if it was not published. */
    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
