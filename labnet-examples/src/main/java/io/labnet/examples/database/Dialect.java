// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.database;

import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConnection;

/** What is not the same in the databases. */
enum Dialect {
    /** A file; see <a href="https://www.sqlite.org/rescode.html">its result codes</a>. */
    SQLITE(1, Database.LONGEST_WAIT, "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'labnet_schema'") {
        @Override
        Map<String, String> properties(boolean existing) {
            return Map.ofEntries(
                    Map.entry("busy_timeout", "" + patience().toMillis()),
                    // A commit is on the disk, and so is the end of its journal.
                    Map.entry("synchronous", "EXTRA"),
                    Map.entry("transaction_mode", existing ? "DEFERRED" : "IMMEDIATE"),
                    // Not created then, but the unfinished commit of a process that was killed can still be undone.
                    Map.entry("open_mode", existing ? READ_WRITE : READ_WRITE_CREATE));
        }

        @Override
        void prepare(Connection connection, DatabaseAddress address, Duration left) throws SQLException {
            if (!address.sets("busy_timeout")) {
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
        String explain(SQLException problem) {
            return switch (problem.getErrorCode()) {
                case BUSY -> "another program keeps it locked";
                case READ_ONLY -> "it may not be written";
                case CANNOT_OPEN -> "it cannot be opened";
                case NOT_A_DATABASE -> "it is no SQLite database";
                default -> firstLine(message(problem).replaceFirst("^\\[SQLITE_\\w+]\\s*", ""));
            };
        }
    },

    /** A server that is waited for thrice at most: for a connection, a statement and a commit; see appendix A of its manual for its error codes. */
    POSTGRESQL(
            8, Database.LONGEST_WAIT.dividedBy(3), "SELECT 1 FROM pg_class WHERE oid = to_regclass('labnet_schema')") {
        @Override
        Map<String, String> properties(boolean existing) {
            return Map.ofEntries(
                    Map.entry("ApplicationName", "labnet"),
                    Map.entry("tcpKeepAlive", "true"),
                    Map.entry("connectTimeout", "" + patience().toSeconds()),
                    Map.entry("socketTimeout", "" + patience().toSeconds()));
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
        String explain(SQLException problem) {
            // The driver itself says no more than that it did not work.
            return problem.getCause() instanceof UnknownHostException unknown
                    ? "there is no host " + unknown.getMessage()
                    : firstLine(message(problem));
        }
    };

    private static final String READ_WRITE = "2";
    private static final String READ_WRITE_CREATE = "6";
    private static final int BUSY = 5;
    private static final int READ_ONLY = 8;
    private static final int CANNOT_OPEN = 14;
    private static final int NOT_A_DATABASE = 26;

    /** Tells locks of labnet from those of others in the same database; any number does. */
    private static final int LOCKS = 0x6c61626e;

    private static final String UNDEFINED_TABLE = "42P01";

    private final int connections;
    private final Duration patience;
    private final String findSchemas;

    Dialect(int connections, Duration patience, String findSchemas) {
        this.connections = connections;
        this.patience = patience;
        this.findSchemas = findSchemas;
    }

    /** What the driver is told of a database that is created or must exist. Parameters of the URL go before it. */
    abstract Map<String, String> properties(boolean existing);

    /** Sets what no property of the driver does, before each transaction: it has so much time left. */
    abstract void prepare(Connection connection, DatabaseAddress address, Duration left) throws SQLException;

    /** Waits until no other transaction, of whichever process, holds the lock of that name; this one then does. */
    abstract void lock(Connection connection, String name) throws SQLException;

    /** Whether a connection is of no more use after this, or what it led to is gone; a new one may be. */
    abstract boolean isLost(SQLException problem);

    /** What went wrong, in a few words of one line. */
    abstract String explain(SQLException problem);

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
