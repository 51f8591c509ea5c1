// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a database is: a SQLite file, or the JDBC URL of a SQLite file or of a PostgreSQL database. */
public final class DatabaseAddress {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** A scheme; a single letter is a drive on Windows. */
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

    private final Dialect dialect;
    private final String url;
    private final @Nullable Path file;
    private final String shown;

    private DatabaseAddress(Dialect dialect, String url, @Nullable Path file, String shown) {
        this.dialect = dialect;
        this.url = url;
        this.file = file;
        this.shown = shown;
    }

    /**
     * Understands what stands behind {@code --db}.
     *
     * @param db the name of a file, {@code jdbc:sqlite:FILE}, or {@code jdbc:postgresql://HOST:PORT/NAME}; a URL may have
     *     parameters of its driver
     * @return the address
     * @throws IllegalArgumentException if it is empty, another URL, or a database that lives in memory only; the message
     *     does not repeat it, since there may be a password in it
     */
    public static DatabaseAddress parse(String db) {
        Objects.requireNonNull(db, "db");
        if (db.startsWith(POSTGRESQL)) {
            return new DatabaseAddress(Dialect.POSTGRESQL, db, null, withoutParameters(db));
        }
        boolean url = db.startsWith(SQLITE);
        if (!url && (URL.matcher(db).matches() || db.startsWith(":") || db.contains("?"))) {
            throw new IllegalArgumentException("a database is a file without : and ? in its name, or a URL that begins"
                    + " with " + SQLITE + " or " + POSTGRESQL);
        }
        String file = url ? db.substring(SQLITE.length()) : db;
        if (keepsNothing(file)) {
            throw new IllegalArgumentException("a database without a file would keep nothing");
        }
        String name = withoutParameters(file);
        return new DatabaseAddress(Dialect.SQLITE, SQLITE + file, name.startsWith("file:") ? null : path(name), name);
    }

    /**
     * Says in words what a driver would say in a number.
     *
     * @param existing whether the file must exist
     */
    void requireUsable(boolean existing) throws DatabaseException {
        if (file == null) {
            return;
        }
        Path parent = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new DatabaseException(this, "it is a directory", null);
        }
        if (parent != null && !Files.isDirectory(parent)) {
            throw new DatabaseException(this, "there is no directory " + parent, null);
        }
        if (existing && Files.notExists(file)) {
            throw new DatabaseException(this, "there is no such file", null);
        }
    }

    /** What tells the file from another that is put in its place, {@code null} where nothing does. */
    @Nullable
    Object fileKey() {
        try {
            return file == null
                    ? null
                    : Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return null;
        }
    }

    Dialect dialect() {
        return dialect;
    }

    /** The JDBC URL. */
    String url() {
        return url;
    }

    /** Whether the URL has a parameter of that name, which then counts. */
    boolean sets(String parameter) {
        return url.contains("?" + parameter + "=") || url.contains("&" + parameter + "=");
    }

    /**
     * Names the database.
     *
     * @return the file or URL without its parameters, a password being one of those
     */
    @Override
    public String toString() {
        return shown;
    }

    private static boolean keepsNothing(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return name.isBlank() || name.startsWith("?") || name.contains(":memory:") || name.contains("mode=memory");
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("no file can have such a name: " + e.getReason(), e);
        }
    }

    private static String withoutParameters(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }
}
