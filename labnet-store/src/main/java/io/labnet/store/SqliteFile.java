// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The file of a SQLite database, with what SQLite keeps beside it. It is never read here: whoever closes a file loses all
 * locks that his process has on it.
 */
record SqliteFile(Path path) {
    private static final String COPY =
            ", since that needs to write: copy both files to a directory that may be written";

    /**
     * Says what keeps the file from being used, in words where the driver has only a number.
     *
     * @param existing whether the file must exist
     * @return the problem, {@code null} if there is none that can be seen from here
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

    /** What tells the file from another that is put in its place, {@code null} where nothing does. */
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
     * Whether it can be read as a file that nobody changes. In WAL mode SQLite wants to write beside it even to read; without
     * a log that is not needed, for then no program has it open and all changes are in the file itself.
     */
    boolean isUnchanging() {
        return !Files.isWritable(directory()) && !hasLog() && !Files.exists(beside("-journal"));
    }

    /** Whether a program has it open in WAL mode, or did until it was killed. */
    boolean hasLog() {
        return Files.exists(beside("-wal"));
    }

    /**
     * Says what keeps SQLite from opening or writing the file, as far as the file system tells.
     *
     * @param otherwise what is said if nothing is found
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
