// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The native library of SQLite. The driver writes it to the temporary directory, and deletes it at the end of the
 * process; if the process is killed, it remains. To prevent this, this class creates a directory for the library,
 * writable only by this user, and deletes the directory and the library as soon as the library is loaded. On Windows,
 * where a loaded library can't be deleted, the next process deletes the library.
 */
final class SqliteLibrary {
    private static final String DIRECTORY = "org.sqlite.tmpdir";
    private static final String PREFIX = "labnet-sqlite-";

    /** The required free space, more than the size of the library. */
    private static final long MIN_FREE_BYTES = 4 << 20;

    private static final ReentrantLock LOADING = new ReentrantLock();
    private static boolean loaded;

    private SqliteLibrary() {}

    /**
     * Loads the library, unless this process has already done so.
     *
     * @throws IOException if it can't be loaded; the message names the directory and a remedy
     */
    static void load() throws IOException {
        LOADING.lock();
        try {
            if (!loaded) {
                String chosen = System.getProperty(DIRECTORY);
                load(Path.of(chosen == null ? System.getProperty("java.io.tmpdir") : chosen));
                loaded = true;
            }
        } finally {
            LOADING.unlock();
        }
    }

    private static void load(Path parent) throws IOException {
        Path directory = null;
        String before = System.getProperty(DIRECTORY);
        try {
            directory = Files.createTempDirectory(parent, PREFIX);
            System.setProperty(DIRECTORY, directory.toString());
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new IOException(
                    "SQLite's library cannot be loaded from the temporary directory " + parent + ": "
                            + problem(parent, e) + "; choose another directory with java -D" + DIRECTORY + "=DIRECTORY",
                    e);
        } finally {
            // Restores the property; null removes it.
            System.getProperties().compute(DIRECTORY, (name, changed) -> before);
            if (directory != null && !delete(directory)) {
                deleteLeftBehind(parent);
            }
        }
    }

    private static String problem(Path parent, Exception problem) {
        if (!Files.isDirectory(parent)) {
            return "there is no such directory";
        }
        if (!Files.isWritable(parent)) {
            return "it is not writable";
        }
        try {
            if (Files.getFileStore(parent).getUsableSpace() < MIN_FREE_BYTES) {
                return "it is full";
            }
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
        return problem instanceof IOException
                ? String.valueOf(problem.getMessage())
                : "no library can be loaded from there (it may be mounted noexec), or there is no library for this system";
    }

    /**
     * Deletes libraries of earlier processes on Windows. This affects no other process: on Windows, a library in use
     * can't be deleted, and users do not share a temporary directory.
     */
    private static void deleteLeftBehind(Path parent) {
        try (Stream<Path> directories = Files.list(parent)) {
            directories
                    .filter(each -> String.valueOf(each.getFileName()).startsWith(PREFIX))
                    .forEach(SqliteLibrary::delete);
        } catch (IOException | UncheckedIOException e) {
            // The next process tries to delete them again.
            return;
        }
    }

    private static boolean delete(Path directory) {
        try {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
