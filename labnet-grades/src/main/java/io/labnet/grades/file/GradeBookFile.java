// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import io.labnet.core.file.FileStamp;
import io.labnet.grades.GradeBook;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A grade file that may change while a server runs. It always provides a book: while the file is invalid, the book of
 * the last valid version. Safe for use by multiple threads; {@link #get} never waits for the file.
 */
public final class GradeBookFile implements Supplier<GradeBook> {
    private final Path file;
    private final GradeFileListener listener;
    private final Loader loader;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile GradeBook current;

    /** The state of the file when it was last read, valid or not; {@code null} if it could not be read. */
    private @Nullable FileStamp lastRead;

    /** The state of the file at the last check. */
    private FileStamp lastChecked;

    /** The reason why the file could not be read at the last attempt, or {@code null} if that attempt succeeded. */
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
        // The stamp is taken before reading, so that a change during the reading is detected.
        this.lastChecked = FileStamp.of(file);
        this.lastRead = lastChecked;
        this.current = loader.read(file);
    }

    /** {@return the book of the last valid file} */
    @Override
    public GradeBook get() {
        return current;
    }

    /**
     * Checks the file, and reads it again if it has changed since it was last read. If it has changed even since the
     * last check, only a later check reads it, because a program may still be writing it. A change is detected by the
     * modification time, the size and the identity of the file. A file that could not be read is tried again at each
     * check: permissions, for instance, can change while these attributes stay the same.
     *
     * @return whether there is a new book
     */
    public boolean refresh() {
        lock.lock();
        try {
            FileStamp now = FileStamp.of(file);
            boolean unchanged = now.equals(lastChecked);
            lastChecked = now;
            return unchanged && !now.equals(lastRead) && readBook(now);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reads the file again, whether it has changed or not. The listener is notified in any case.
     *
     * @return whether the file is valid; if so, its book is in use from now on
     */
    public boolean readNow() {
        lock.lock();
        try {
            unreadable = null;
            lastChecked = FileStamp.of(file);
            return readBook(lastChecked);
        } finally {
            lock.unlock();
        }
    }

    private boolean readBook(FileStamp now) {
        // If the loader throws an error, the next check reads the file again.
        lastRead = null;
        GradeBook book;
        try {
            book = loader.read(file);
        } catch (GradeFileException problem) {
            report(problem, now);
            return false;
        }
        lastRead = now;
        unreadable = null;
        current = book;
        listener.readAgain(book);
        return true;
    }

    private void report(GradeFileException problem, FileStamp now) {
        String before = unreadable;
        unreadable = problem.isUnreadable() ? problem.getMessage() : null;
        if (unreadable == null) {
            lastRead = now;
        }
        if (unreadable == null || !unreadable.equals(before)) {
            listener.unusable(problem);
        }
    }
}
