// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The file of a SQLite database, and the files that SQLite keeps beside it. Its content is never read here, since
 * closing a file releases all locks that the process has on it.
 */
record SqliteFile(Path path) {
    private static final String COPY =
            ", since that needs to write: copy both files to a directory that may be written";

    /**
     * Returns why the file can't be used, in words where the driver has only a number.
     *
     * @param existing whether the file must exist
     * @return the problem, {@code null} if the file system shows none
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
     * Returns whether it can be read as an immutable file. In WAL mode SQLite writes beside the file even to read it.
     * Without a log that is not needed: no program has it open, and all changes are in the file itself.
     */
    boolean isUnchanging() {
        return !Files.isWritable(directory()) && !hasLog() && !Files.exists(beside("-journal"));
    }

    /** Returns whether a program has it open in WAL mode, or had it open when it was killed. */
    boolean hasLog() {
        return Files.exists(beside("-wal"));
    }

    /**
     * Returns why SQLite can't open or write the file, as far as the file system shows.
     *
     * @param otherwise the result if no reason is found
     */
    String hindrance(String otherwise) {
        Path journal = beside("-journal");
        boolean exists = Files.exists(path);
        boolean journaled = Files.isWritable(directory());
        if (exists && !Files.isReadable(path)) {
            return "it may not be read";
        }
        if (exists && !journaled && hasLog()) {
            return "it is in WAL mode, and SQLite cannot read its newest changes, which are in " + beside("-wal")
                    + COPY;
        }
        if (exists && Files.exists(journal) && !(journaled && Files.isWritable(path))) {
            return "a commit was cut off, and SQLite cannot undo it by " + journal + COPY;
        }
        if (exists && !Files.isWritable(path)) {
            return "it may not be written";
        }
        return journaled
                ? otherwise
                : "its directory " + directory() + " may not be written, but SQLite keeps a journal there";
    }

    private Path beside(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }
}
