// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import java.io.IOException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConnection;

/** What is not the same in the databases. */
enum Dialect {
    /** A file; see <a href="https://www.sqlite.org/rescode.html">its result codes</a>. */
    SQLITE(
            DatabaseAddress.SQLITE,
            1,
            Database.LONGEST_WAIT,
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'labnet_schema'") {
        @Override
        Map<String, String> properties(boolean existing) {
            Map<String, String> common = Map.of(
                    "busy_timeout",
                    "" + patience().toMillis(),
                    // A commit is on the disk, and so is the end of its journal.
                    "synchronous",
                    "EXTRA");
            Map<String, String> properties = new HashMap<>(common);
            properties.putAll(
                    existing
                            // Not created then, but the unfinished commit of a process that was killed can still be
                            // undone.
                            ? Map.of("transaction_mode", "DEFERRED", "open_mode", READ_WRITE)
                            // Another program may have chosen WAL, and the mode stays with the file.
                            : Map.of(
                                    "transaction_mode", "IMMEDIATE",
                                    "open_mode", READ_WRITE_CREATE,
                                    "journal_mode", "DELETE"));
            return properties;
        }

        @Override
        void load(DatabaseAddress address) throws DatabaseException {
            try {
                SqliteLibrary.load();
            } catch (IOException e) {
                throw new DatabaseException(address, String.valueOf(e.getMessage()), e);
            }
        }

        @Override
        void prepare(Connection connection, DatabaseAddress address, Duration left) throws SQLException {
            if (!address.parameters().containsKey("busy_timeout")) {
                BusyHandler.setHandler(connection.unwrap(SQLiteConnection.class), new BusyFile(left));
            }
        }

        @Override
        void lock(Connection connection, String name) {
            // It has the whole file since it began.
        }

        @Override
        boolean isLost(SQLException problem) {
            String message = message(problem);
            // Moved away or replaced, what has been opened is no longer the file of that name; or it was emptied.
            return message.startsWith("[SQLITE_READONLY_DBMOVED]") || message.contains("(no such table: ");
        }

        @Override
        String explain(SQLException problem, DatabaseAddress address) {
            SqliteFile file = address.file();
            int code = problem.getErrorCode();
            String words =
                    switch (code) {
                        case BUSY -> file != null && file.hasLog() ? BUSY_LOG : BUSY_FILE;
                        case READ_ONLY -> "it may not be written";
                        case CANNOT_OPEN -> "it cannot be opened";
                        case FULL -> "there is no room left on its disk";
                        case NOT_A_DATABASE -> "it is no SQLite database";
                        default -> firstLine(message(problem).replaceFirst("^\\[SQLITE_\\w+]\\s*", ""));
                    };
            if (file != null && (code == READ_ONLY || code == CANNOT_OPEN || code == IO_ERROR)) {
                return file.hindrance(words);
            }
            return words;
        }
    },

    /**
     * A server that is waited for thrice at most: for a connection, a statement and a commit; see appendix A of its
     * manual for its error codes.
     */
    POSTGRESQL(
            PostgresUrl.SCHEME,
            8,
            Database.LONGEST_WAIT.dividedBy(3),
            "SELECT 1 FROM pg_class WHERE oid = to_regclass('labnet_schema')") {
        @Override
        Map<String, String> properties(boolean existing) {
            return Map.ofEntries(
                    Map.entry("ApplicationName", "labnet"),
                    Map.entry("tcpKeepAlive", "true"),
                    Map.entry("connectTimeout", "" + patience().toSeconds()),
                    Map.entry("socketTimeout", "" + patience().toSeconds()));
        }

        @Override
        void load(DatabaseAddress address) {
            // All of its driver is Java.
        }

        @Override
        void prepare(Connection connection, DatabaseAddress address, Duration left) {
            // The server knows who waits, and has them take turns.
        }

        @Override
        void lock(Connection connection, String name) throws SQLException {
            try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(?, ?)")) {
                lock.setInt(1, LOCKS);
                lock.setInt(2, name.hashCode());
                lock.execute();
            }
        }

        @Override
        boolean isLost(SQLException problem) {
            String state = Objects.requireNonNullElse(problem.getSQLState(), "");
            return state.startsWith("08") || state.startsWith("57P0") || state.equals(UNDEFINED_TABLE);
        }

        @Override
        String explain(SQLException problem, DatabaseAddress address) {
            // The driver itself says no more than that it did not work.
            return problem.getCause() instanceof UnknownHostException unknown
                    ? "there is no host " + unknown.getMessage()
                    : firstLine(message(problem));
        }
    };

    private static final String READ_WRITE = "2";
    private static final String READ_WRITE_CREATE = "6";
    private static final String BUSY_FILE = "another program keeps it locked";
    private static final String BUSY_LOG =
            "another program has it open in WAL mode; labnet needs it in the mode DELETE";

    private static final int BUSY = 5;
    private static final int READ_ONLY = 8;
    private static final int IO_ERROR = 10;
    private static final int FULL = 13;
    private static final int CANNOT_OPEN = 14;
    private static final int NOT_A_DATABASE = 26;

    /** Tells locks of labnet from those of others in the same database; any number does. */
    private static final int LOCKS = 0x6c61626e;

    private static final String UNDEFINED_TABLE = "42P01";

    private final String scheme;
    private final int connections;
    private final Duration patience;
    private final String findSchemas;

    Dialect(String scheme, int connections, Duration patience, String findSchemas) {
        this.scheme = scheme;
        this.connections = connections;
        this.patience = patience;
        this.findSchemas = findSchemas;
    }

    /** What the driver is told of a database that is created or must exist. Parameters of the URL go before it. */
    abstract Map<String, String> properties(boolean existing);

    /** Loads what its driver needs. */
    abstract void load(DatabaseAddress address) throws DatabaseException;

    /** Sets what no property of the driver does, before each transaction: it has so much time left. */
    abstract void prepare(Connection connection, DatabaseAddress address, Duration left) throws SQLException;

    /** Waits until no other transaction, of whichever process, holds the lock of that name; this one then does. */
    abstract void lock(Connection connection, String name) throws SQLException;

    /** Whether a connection is of no more use after this, or what it led to is gone; a new one may be. */
    abstract boolean isLost(SQLException problem);

    /** Whether the database could not be opened at all. */
    boolean cannotOpen(SQLException problem) {
        return this == SQLITE && (problem.getErrorCode() == CANNOT_OPEN || problem.getErrorCode() == READ_ONLY);
    }

    /** What went wrong, in a few words of one line. */
    abstract String explain(SQLException problem, DatabaseAddress address);

    /** The names of the parameters that its driver has. */
    Set<String> parameters() {
        try {
            Driver driver = DriverManager.getDriver(scheme);
            return Arrays.stream(driver.getPropertyInfo(scheme, new Properties()))
                    .map(property -> property.name)
                    // Where the server is, stands in front of the parameters.
                    .filter(name -> !name.matches("PG[A-Z]+"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (SQLException e) {
            throw new IllegalStateException("there is no driver for " + scheme, e);
        }
    }

    /** The most connections that a process needs. */
    int connections() {
        return connections;
    }

    /** How long a thread waits for a connection: for its turn, or for a server that is away to come back. */
    Duration patience() {
        return patience;
    }

    /** A query with a row if there is a table of schemas. */
    String findSchemas() {
        return findSchemas;
    }

    private static String message(SQLException problem) {
        return Objects.requireNonNullElse(problem.getMessage(), problem.toString());
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }
}
