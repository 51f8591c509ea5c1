// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The file of a SQLite database, and the files that SQLite keeps beside it. This class never opens the file, because
 * closing it would release all locks that the process has on it.
 */
record SqliteFile(Path path) {
    private static final String COPY = " without writing: copy both files to a writable directory";

    /**
     * Returns why the file can't be used: the driver's exception has only an error number.
     *
     * @param existing whether the file must exist
     * @return the problem, {@code null} if the file system shows no problem
     */
    @Nullable
    String problem(boolean existing) {
        if (Files.isDirectory(path)) {
            return "it is a directory";
        }
        if (!Files.isDirectory(directory())) {
            return "there is no directory " + directory();
        }
        return existing && Files.notExists(path) ? "there is no such file" : null;
    }

    /** Returns the identity of the file, which changes when it is replaced, or {@code null} if there is none. */
    @Nullable
    Object key() {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return null;
        }
    }

    Path directory() {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    /**
     * Returns whether the file should be opened as immutable, because its directory is not writable: for a file in WAL
     * mode, SQLite would create files beside it even for reading. This is safe if neither a write-ahead log nor a
     * journal exists beside the file: then no program is writing to the file, and the file contains all changes.
     */
    boolean isImmutable() {
        return !Files.isWritable(directory()) && !hasLog() && !Files.exists(beside("-journal"));
    }

    /** Returns whether a program has the file open in WAL mode, or was killed while it had the file open. */
    boolean hasLog() {
        return Files.exists(beside("-wal"));
    }

    /**
     * Returns why SQLite can't open or write the file, as far as the file system shows the reason.
     *
     * @param otherwise the result if no reason is found
     */
    String reason(String otherwise) {
        Path journal = beside("-journal");
        boolean exists = Files.exists(path);
        boolean journaled = Files.isWritable(directory());
        if (exists && !Files.isReadable(path)) {
            return "it is not readable";
        }
        if (exists && !journaled && hasLog()) {
            return "it is in WAL mode, and SQLite cannot read its newest changes from " + beside("-wal") + COPY;
        }
        if (exists && Files.exists(journal) && !(journaled && Files.isWritable(path))) {
            return "a commit was interrupted, and SQLite cannot roll it back with " + journal + COPY;
        }
        if (exists && !Files.isWritable(path)) {
            return "it is not writable";
        }
        return journaled
                ? otherwise
                : "its directory " + directory() + " is not writable, but SQLite needs a journal there";
    }

    private Path beside(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }
}
