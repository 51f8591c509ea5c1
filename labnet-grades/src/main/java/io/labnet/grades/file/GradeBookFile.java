// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import io.labnet.grades.GradeBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A grade file that may change while a server runs: it always has a book, that of the last good file. Safe for use by
 * many threads at once; whoever asks for the book never waits for the file.
 */
public final class GradeBookFile implements Supplier<GradeBook> {
    private final Path file;
    private final GradeFileListener listener;
    private final Loader loader;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile GradeBook current;

    /** What the file was like when it was last read, well or badly; {@code null} when it could not be read at all. */
    private @Nullable Stamp read;

    /** What it was like at the last look. */
    private Stamp seen;

    /** Why it could not be read at the last try, {@code null} if it could. */
    private @Nullable String unreadable;

    /** What makes a book of a file. */
    @FunctionalInterface
    interface Loader {
        GradeBook read(Path file) throws GradeFileException;
    }

    /**
     * Reads the file for the first time.
     *
     * @param file the file
     * @param listener told, by whoever calls {@link #refresh} or {@link #readNow}, what comes of it
     * @throws GradeFileException if the file cannot be read or holds no book
     */
    public GradeBookFile(Path file, GradeFileListener listener) throws GradeFileException {
        this(file, listener, GradeBookReader::read);
    }

    GradeBookFile(Path file, GradeFileListener listener, Loader loader) throws GradeFileException {
        this.file = Objects.requireNonNull(file, "file");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.loader = Objects.requireNonNull(loader, "loader");
        // Taken first: what changes during the reading is then seen as changed.
        this.seen = Stamp.of(file);
        this.read = seen;
        this.current = loader.read(file);
    }

    /** {@return the book of the last good file} */
    @Override
    public GradeBook get() {
        return current;
    }

    /**
     * Looks at the file, and reads it again if it has changed since it was last read and has not since the last look: a
     * file that is just being written is left alone. What tells a change is the time of modification, the size and the
     * identity of the file. A file that could not be read is tried again at each look, since nothing of this changes
     * when its permissions do, or when the process may open files again.
     *
     * @return whether there is a new book
     */
    public boolean refresh() {
        looking.lock();
        try {
            Stamp now = Stamp.of(file);
            boolean resting = now.equals(seen);
            seen = now;
            return resting && !now.equals(read) && isRead(now);
        } finally {
            looking.unlock();
        }
    }

    /**
     * {@return whether the file, which is read again whether it has changed or not, holds a book: it is in use from
     * now on} The listener is told in any case.
     */
    public boolean readNow() {
        looking.lock();
        try {
            unreadable = null;
            seen = Stamp.of(file);
            return isRead(seen);
        } finally {
            looking.unlock();
        }
    }

    private boolean isRead(Stamp now) {
        // Whatever is thrown, a file that was not read is read at the next look.
        read = null;
        GradeBook book;
        try {
            book = loader.read(file);
        } catch (GradeFileException problem) {
            tell(problem, now);
            return false;
        }
        read = now;
        unreadable = null;
        current = book;
        listener.readAgain(book);
        return true;
    }

    private void tell(GradeFileException problem, Stamp now) {
        String before = unreadable;
        unreadable = problem.isUnreadable() ? problem.getMessage() : null;
        if (unreadable == null) {
            read = now;
        }
        if (unreadable == null || !unreadable.equals(before)) {
            listener.unusable(problem);
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
