// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address of a database: a SQLite file, or the JDBC URL of a SQLite file or of a PostgreSQL database. */
public abstract class DatabaseAddress {
    /** A URL, by its scheme of at least two letters: a single letter is a drive on Windows. */
    private static final Pattern URL = Pattern.compile("\\s*[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

    /** Text that may contain a password although it is not a URL: a URL without its scheme, or parameters alone. */
    private static final Pattern CREDENTIALS = Pattern.compile("//[^/]*@|(?i)\\bpassword\\s*=");

    /** The JDBC URL without the parameters of the driver, so that it may be shown. */
    final String url;

    /** The maximum number of connections of a process. */
    final int connections;

    /** The maximum time that a thread waits for a connection, even if the server is unreachable. */
    final Duration maxWait;

    /** A query that returns a row if the table of schemas exists. */
    final String findSchemas;

    private final String shown;
    private final UrlParameters parameters;

    DatabaseAddress(
            String shown, String url, UrlParameters parameters, int connections, Duration maxWait, String findSchemas) {
        this.shown = shown;
        this.url = url;
        this.parameters = parameters;
        this.connections = connections;
        this.maxWait = maxWait;
        this.findSchemas = findSchemas;
    }

    /**
     * Parses the value of {@code --db}.
     *
     * @param db the name of a file, {@code jdbc:sqlite:FILE}, or {@code jdbc:postgresql://HOST:PORT/NAME}; a URL may
     *     have parameters for its driver
     * @return the address
     * @throws IllegalArgumentException if it is empty, another kind of URL, an invalid URL, a URL with a parameter that
     *     its driver does not have, or an in-memory database; the message does not quote it, since it may contain a
     *     password
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

    /** Returns the driver's parameters by name. */
    final Map<String, String> parameters() {
        return parameters.values();
    }

    /** Returns a driver's message in one short line, without secrets of the URL. */
    final String explain(SQLException problem) {
        String words = words(problem);
        return parameters.redact(words.lines().findFirst().orElse(words));
    }

    /**
     * Returns the name of the database for messages.
     *
     * @return the file or URL without its parameters, which may include a password
     */
    @Override
    public final String toString() {
        return shown;
    }

    /**
     * Returns the driver's default properties; parameters of the URL override them. With {@code existing}, they keep
     * the driver from creating a missing database.
     */
    abstract Map<String, String> properties(boolean existing);

    /** Checks for problems that can be detected before the database is opened. */
    void require(boolean existing) throws DatabaseException {}

    /** Checks that a database opened for writing is writable. */
    void requireWritable() throws DatabaseException {}

    /**
     * Prepares a connection before each transaction, with settings that are not driver properties. {@code left} is the
     * remaining time of the transaction.
     */
    void prepare(Connection connection, Duration left) throws SQLException {}

    /** Acquires the lock of a name for this transaction; waits for other transactions, of any process. */
    void lock(Connection connection, String name) throws SQLException {}

    /** Returns the identity of the file, which changes when it is replaced, or {@code null} if there is none. */
    @Nullable
    Object fileKey() {
        return null;
    }

    /**
     * Returns an address that opens the file as immutable, or {@code null} if this would not avoid {@code problem}.
     */
    @Nullable
    DatabaseAddress asImmutable(SQLException problem) {
        return null;
    }

    /**
     * Returns whether the problem means that the connection or its database is lost, so that a new connection may work.
     */
    abstract boolean isLost(SQLException problem);

    abstract String words(SQLException problem);

    static String message(SQLException problem) {
        return Objects.requireNonNullElse(problem.getMessage(), problem.toString());
    }
}
