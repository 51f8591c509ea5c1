// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import io.labnet.core.session.Peer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Writes the transcript of each connection to a file of its own. A file is open only while something is written, because
 * there may be more connections than the process may open files. After a failure, nothing more is written.
 */
final class TranscriptFiles {
    private static final System.Logger LOGGER = System.getLogger(TranscriptFiles.class.getName());

    /** The largest number of files, so that a long run does not fill the disk. */
    private static final int MAX_FILES = 10_000;

    private final Path directory;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicBoolean failed = new AtomicBoolean();

    TranscriptFiles(Path directory) {
        this.directory = directory;
    }

    /** Returns what writes the transcript of a connection. The file name has the connection's number and address. */
    Consumer<String> connection(Peer peer) {
        int number = connections.incrementAndGet();
        if (number > MAX_FILES) {
            if (number == MAX_FILES + 1) {
                LOGGER.log(Level.WARNING, "there are {0} transcripts; further connections get none", MAX_FILES);
            }
            return text -> {};
        }
        String address = (peer.host() + "-" + peer.port()).replaceAll("[^0-9A-Za-z.-]", "_");
        Path file = directory.resolve("connection-" + peer.connection() + "-" + address + ".txt");
        return text -> write(file, text);
    }

    /** Creates a file that only its owner may read, because it may contain keys. */
    private static void create(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    private void write(Path file, String text) {
        if (failed.get()) {
            return;
        }
        try {
            if (Files.notExists(file)) {
                create(file);
            }
            Files.writeString(file, text + System.lineSeparator(), StandardOpenOption.APPEND);
        } catch (IOException e) {
            if (!failed.getAndSet(true)) {
                LOGGER.log(Level.WARNING, "no more transcripts are written: {0}: {1}", file, FileErrors.reason(e));
            }
        }
    }
}
