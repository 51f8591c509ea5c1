// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.grades;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A grade file that may change while a server runs: it always has a book, that of the last good file. Safe for use by
 * many threads at once; whoever asks for the book never waits for the file.
 */
public final class GradeBookFile implements Supplier<GradeBook> {
    private final Path file;
    private final Consumer<? super GradeFileException> warnings;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile GradeBook current;

    /** What the file was like when it was last read, well or badly. */
    private Stamp read;

    /** What it was like at the last look. */
    private Stamp seen;

    /**
     * Reads the file for the first time.
     *
     * @param file the file
     * @param warnings told, by whoever calls {@link #refresh}, of a new file that cannot be used: once for each
     * @throws GradeFileException if the file cannot be read or holds no book
     */
    public GradeBookFile(Path file, Consumer<? super GradeFileException> warnings) throws GradeFileException {
        this.file = Objects.requireNonNull(file, "file");
        this.warnings = Objects.requireNonNull(warnings, "warnings");
        // Taken first: what changes during the reading is then seen as changed.
        this.read = Stamp.of(file);
        this.seen = read;
        this.current = GradeBook.read(file);
    }

    /**
     * Gives the book.
     *
     * @return that of the last good file
     */
    @Override
    public GradeBook get() {
        return current;
    }

    /**
     * Looks at the file, and reads it again if it has changed since it was last read and has not since the last look: a
     * file that is just being written is left alone. One that cannot be used, or is gone, changes nothing but is warned
     * of. What tells a change is the time of modification, the size and the identity of the file.
     *
     * @return whether there is a new book
     */
    public boolean refresh() {
        looking.lock();
        try {
            Stamp now = Stamp.of(file);
            boolean resting = now.equals(seen);
            seen = now;
            if (!resting || now.equals(read)) {
                return false;
            }
            read = now;
            current = GradeBook.read(file);
            return true;
        } catch (GradeFileException unusable) {
            warnings.accept(unusable);
            return false;
        } finally {
            looking.unlock();
        }
    }

    /** What tells one state of a file from another; all {@code null} when it cannot be looked at. */
    private record Stamp(
            @Nullable FileTime modified,
            long size,
            @Nullable Object fileKey) {
        static Stamp of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            } catch (IOException gone) {
                return new Stamp(null, 0, null);
            }
        }
    }
}
