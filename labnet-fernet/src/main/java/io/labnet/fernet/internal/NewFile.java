// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is written completely before it gets its name. Until it is published, it is a temporary file in the same
 * directory. Only its owner can read it ({@link Files#createTempFile}), and publishing does not change these
 * permissions.
 */
public final class NewFile implements Closeable {
    private final Path target;
    private final Path temporary;
    private final FileChannel file;

    private NewFile(Path target, Path temporary, FileChannel file) {
        this.target = target;
        this.temporary = temporary;
        this.file = file;
    }

    /**
     * Refuses a target that must not be replaced. Replacing a device, for example, would damage the system.
     *
     * @throws FileSystemException if the target exists and is neither a regular file nor a symbolic link, or if it
     *     leads to a directory
     */
    public static void requireReplaceable(Path target) throws FileSystemException {
        if (target.toAbsolutePath().getParent() == null || Files.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "is a directory");
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                && !Files.isSymbolicLink(target)) {
            throw new FileSystemException(target.toString(), null, "is not a regular file");
        }
    }

    public static NewFile at(Path target) throws IOException {
        requireReplaceable(target);
        Path directory = target.toAbsolutePath().getParent();
        Path temporary = Files.createTempFile(directory, ".fernet-", ".tmp");
        try {
            return new NewFile(target, temporary, FileChannel.open(temporary, StandardOpenOption.WRITE));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    public OutputStream out() {
        return Channels.newOutputStream(file);
    }

    /** Forces the file to the disk and moves it to its name, replacing any file there. */
    public void publish() throws IOException {
        file.force(true);
        file.close();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
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
