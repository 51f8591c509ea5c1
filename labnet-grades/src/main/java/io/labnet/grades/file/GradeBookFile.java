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
 * A grade file that may change while a server runs. It always provides a book, that of the last valid file. Safe for
 * use by multiple threads; {@link #get} never waits for the file.
 */
public final class GradeBookFile implements Supplier<GradeBook> {
    private final Path file;
    private final GradeFileListener listener;
    private final Loader loader;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile GradeBook current;

    /** The state of the file when it was last read, valid or not; {@code null} if it could not be read. */
    private @Nullable Stamp read;

    /** The state of the file at the last check. */
    private Stamp seen;

    /** Why the file could not be read at the last attempt, or {@code null} if it could. */
    private @Nullable String unreadable;

    /** Reads a book from a file. */
    @FunctionalInterface
    interface Loader {
        GradeBook read(Path file) throws GradeFileException;
    }

    /**
     * Reads the file for the first time.
     *
     * @param file the file
     * @param listener receives the results, in the thread that calls {@link #refresh} or {@link #readNow}
     * @throws GradeFileException if the file cannot be read or is not a valid grade file
     */
    public GradeBookFile(Path file, GradeFileListener listener) throws GradeFileException {
        this(file, listener, GradeBookReader::read);
    }

    GradeBookFile(Path file, GradeFileListener listener, Loader loader) throws GradeFileException {
        this.file = Objects.requireNonNull(file, "file");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.loader = Objects.requireNonNull(loader, "loader");
        // Taken before reading, so that a change during the reading is detected.
        this.seen = Stamp.of(file);
        this.read = seen;
        this.current = loader.read(file);
    }

    /** {@return the book of the last valid file} */
    @Override
    public GradeBook get() {
        return current;
    }

    /**
     * Checks the file, and reads it again if it has changed since it was last read. A file that has changed since the
     * last check is not read yet, since it may still be being written. A change is detected by the modification time,
     * the size and the identity of the file. A file that could not be read is tried again at each check: permissions,
     * for instance, change without changing these attributes.
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
     * Reads the file again, whether it has changed or not. The listener is notified in any case.
     *
     * @return whether the file is valid; if so, its book is in use from now on
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
        // Whatever the loader throws, the file is read again at the next check.
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

    /** The state of a file, to detect changes; without times and identity if its attributes cannot be read. */
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
