// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a database is: a SQLite file, or the JDBC URL of a SQLite file or of a PostgreSQL database. */
public abstract class DatabaseAddress {
    /** A scheme; a single letter is a drive on Windows. */
    private static final Pattern URL = Pattern.compile("\\s*[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

    /** What has a place for a password although it is no URL: one without its scheme, and parameters alone. */
    private static final Pattern CREDENTIALS = Pattern.compile("//[^/]*@|(?i)\\bpassword\\s*=");

    /** The JDBC URL without the parameters of the driver, so that it may be shown. */
    final String url;

    /** The most connections that a process needs. */
    final int connections;

    /** How long a thread waits for a connection: for its turn, or for a server that is away to come back. */
    final Duration patience;

    /** A query with a row if there is a table of schemas. */
    final String findSchemas;

    private final String shown;
    private final UrlParameters parameters;

    DatabaseAddress(
            String shown,
            String url,
            UrlParameters parameters,
            int connections,
            Duration patience,
            String findSchemas) {
        this.shown = shown;
        this.url = url;
        this.parameters = parameters;
        this.connections = connections;
        this.patience = patience;
        this.findSchemas = findSchemas;
    }

    /**
     * Understands what stands behind {@code --db}.
     *
     * @param db the name of a file, {@code jdbc:sqlite:FILE}, or {@code jdbc:postgresql://HOST:PORT/NAME}; a URL may have
     *     parameters of its driver
     * @return the address
     * @throws IllegalArgumentException if it is empty, another URL, a URL with a fault or with a parameter that its driver
     *     does not have, or a database that lives in memory only; the message does not repeat it, since there may be a
     *     password in it
     */
    public static DatabaseAddress parse(String db) {
        Objects.requireNonNull(db, "db");
        if (db.startsWith(PostgresAddress.SCHEME)) {
            return PostgresAddress.of(db);
        }
        boolean url = db.startsWith(SqliteAddress.SCHEME);
        if (!url && isRefused(db)) {
            throw new IllegalArgumentException("a database is a file without : and ? in its name, or a URL that begins"
                    + " with " + SqliteAddress.SCHEME + " or " + PostgresAddress.SCHEME);
        }
        return SqliteAddress.of(url ? db.substring(SqliteAddress.SCHEME.length()) : db);
    }

    private static boolean isRefused(String file) {
        return URL.matcher(file).matches()
                || CREDENTIALS.matcher(file).find()
                || file.startsWith(":")
                || file.contains("?");
    }

    /** What the driver is told besides, by name. */
    final Map<String, String> parameters() {
        return parameters.values();
    }

    /** Says what a driver has said in a few words of one line, without what only the URL knew. */
    final String explain(SQLException problem) {
        String words = words(problem);
        return parameters.hiddenIn(words.lines().findFirst().orElse(words));
    }

    /**
     * Names the database.
     *
     * @return the file or URL without its parameters, a password being one of those
     */
    @Override
    public final String toString() {
        return shown;
    }

    /** What the driver is told of a database that is created or must exist. Parameters of the URL go before it. */
    abstract Map<String, String> properties(boolean existing);

    /** Makes sure before it is opened that nothing is in the way that can be seen from here. */
    void require(boolean existing) throws DatabaseException {}

    /** Makes sure that a database that was opened for writing can be used. */
    void requireWritable() throws DatabaseException {}

    /** Sets what no property of the driver does, before each transaction: it has so much time left. */
    void prepare(Connection connection, Duration left) throws SQLException {}

    /** Waits until no other transaction, of whichever process, holds the lock of that name; this one then does. */
    void lock(Connection connection, String name) throws SQLException {}

    /** What tells a file from another that is put in its place, {@code null} where nothing does. */
    @Nullable
    Object fileKey() {
        return null;
    }

    /** Another way to read what could not be opened, {@code null} if there is none. */
    @Nullable
    DatabaseAddress unchanging(SQLException problem) {
        return null;
    }

    /** Whether a connection is of no more use after this, or what it led to is gone; a new one may be. */
    abstract boolean isLost(SQLException problem);

    abstract String words(SQLException problem);

    static String message(SQLException problem) {
        return Objects.requireNonNullElse(problem.getMessage(), problem.toString());
    }
}
