// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A database that is open for the tables of one {@link Schema}. Safe for use by many threads at once, and by many
 * processes.
 */
public final class Database implements AutoCloseable {
    /** How long a transaction waits at most, for others of this process and of others, before it fails. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final Duration IDLE = Duration.ofMinutes(1);

    private final DatabaseAddress address;
    private final Schema schema;
    private final boolean existing;
    private final HikariDataSource pool;
    private volatile @Nullable Object file;

    private Database(DatabaseAddress address, Schema schema, boolean existing) throws DatabaseException {
        this.address = address;
        this.schema = schema;
        this.existing = existing;
        this.pool = pool();
    }

    /**
     * What is to be done in a transaction. It may be run twice, and only the second run counts then, so it must leave no
     * trace but in the database.
     *
     * @param <R> what comes of it
     */
    @FunctionalInterface
    public interface Transaction<R> {
        /**
         * Does it.
         *
         * @param connection where; neither committed nor closed by this
         * @return what came of it
         * @throws SQLException if it can't be done; nothing of it is stored then
         */
        R run(Connection connection) throws SQLException;
    }

    /**
     * Opens a database for reading and writing. A file that is missing is created, and so are tables.
     *
     * @param address where it is
     * @param schema its tables; older versions are updated
     * @return the database
     * @throws DatabaseException if it can't be reached, may not be written, is none, or has tables of a newer version
     */
    public static Database open(DatabaseAddress address, Schema schema) throws DatabaseException {
        return open(address, schema, false);
    }

    /**
     * Opens a database for reading only. Nothing is created.
     *
     * @param address where it is
     * @param schema its tables
     * @return the database
     * @throws DatabaseException if it can't be reached, is none, or has no such tables or those of another version
     */
    public static Database openToRead(DatabaseAddress address, Schema schema) throws DatabaseException {
        try {
            return open(address, schema, true);
        } catch (DatabaseException e) {
            DatabaseAddress unchanging =
                    e.getCause() instanceof SQLException problem ? address.unchanging(problem) : null;
            if (unchanging == null) {
                throw e;
            }
            return open(unchanging, schema, true);
        }
    }

    /**
     * Runs a transaction. When this returns, it has been committed and survives the end of this process and, where the
     * database is set up to promise that, of the machine.
     *
     * @param work what is to be done; run once more if the connection is lost before the commit and there is time
     * @param <R> what comes of it
     * @return what came of it
     * @throws DatabaseException if it could not be done within {@link #LONGEST_WAIT}, or it is not known whether the commit happened; interrupting a
     *     thread that waits for a connection is such a case
     * @throws IllegalStateException if the database is closed
     */
    public <R> R transact(Transaction<R> work) throws DatabaseException {
        if (pool.isClosed()) {
            throw new IllegalStateException("the database is closed");
        }
        long began = System.nanoTime();
        try {
            try {
                return attempt(work, began);
            } catch (SQLException first) {
                if (!address.isLost(first) || left(began).isNegative()) {
                    throw first;
                }
            }
            // What the lost connection led to may have been replaced, by an empty database or by an old copy.
            return attempt(connection -> updated(connection, work), began);
        } catch (SQLException problem) {
            throw failure(problem);
        }
    }

    /**
     * Runs a transaction while no other does, of this process or another, that is run by this method on the same schema:
     * for what is more than one statement can do.
     *
     * @param work what is to be done; run once more if the connection is lost before the commit
     * @param <R> what comes of it
     * @return what came of it
     * @throws DatabaseException if it could not be done, or it is not known whether the commit happened
     * @throws IllegalStateException if the database is closed
     */
    public <R> R transactAlone(Transaction<R> work) throws DatabaseException {
        return transact(connection -> {
            address.lock(connection, schema.name());
            return work.run(connection);
        });
    }

    /** Closes all connections. A second call does nothing. */
    @Override
    public void close() {
        pool.close();
    }

    private static Database open(DatabaseAddress address, Schema schema, boolean existing) throws DatabaseException {
        address.require(existing);
        Database database = new Database(address, schema, existing);
        try {
            database.transact(connection -> database.updated(connection, any -> address));
            if (!existing) {
                address.requireWritable();
            }
            return database;
        } catch (DatabaseException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private HikariDataSource pool() throws DatabaseException {
        HikariConfig config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl(address.url);
        // Not in the URL, which drivers and the pool may show.
        address.properties(existing).forEach(config::addDataSourceProperty);
        address.parameters().forEach(config::addDataSourceProperty);
        config.setConnectionTimeout(address.patience.toMillis());
        config.setMaximumPoolSize(address.connections);
        // A server that nobody uses holds no connection.
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE.toMillis());
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof SQLException problem) {
                throw failure(problem);
            }
            // The pool has no better type for a URL or a value that the driver does not understand.
            throw new DatabaseException(address, "its driver refuses the URL or one of its parameters", e);
        }
    }

    private <R> R updated(Connection connection, Transaction<R> work) throws SQLException {
        schema.update(connection, address, existing);
        return work.run(connection);
    }

    /** What is left of the time that a transaction has which began then. */
    private Duration left(long began) {
        return address.patience.minusNanos(System.nanoTime() - began);
    }

    private <R> R attempt(Transaction<R> work, long began) throws SQLException, DatabaseException {
        try (Connection connection = borrowed()) {
            boolean done = false;
            try {
                address.prepare(connection, left(began));
                connection.setAutoCommit(false);
                R result = work.run(connection);
                done = true;
                // This commits. The method named so would at once begin the next transaction, and hold its lock.
                connection.setAutoCommit(true);
                return result;
            } catch (SQLException | RuntimeException e) {
                // Closed, it rolls back, and whatever state it was left in is gone.
                pool.evictConnection(connection);
                if (done && e instanceof SQLException problem) {
                    String why = "the commit was not confirmed: " + address.explain(problem);
                    throw new DatabaseException(address, why, problem);
                }
                throw e;
            }
        }
    }

    private Connection borrowed() throws DatabaseException {
        noticeAnotherFile();
        try {
            return pool.getConnection();
        } catch (SQLTransientConnectionException e) {
            Throwable cause = e.getCause();
            String problem = cause == null
                    ? "none of its " + address.connections + " connections became free in time"
                    : "it cannot be reached: "
                            + address.explain(cause instanceof SQLException origin ? origin : new SQLException(e));
            throw new DatabaseException(address, problem, e);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** SQLite itself notices only when it writes, and would until then read from the file that was there before. */
    private void noticeAnotherFile() {
        Object now = address.fileKey();
        // As long as there is none, nothing has been put in the place of what is open.
        if (now != null && !now.equals(file)) {
            file = now;
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    private DatabaseException failure(SQLException problem) {
        return new DatabaseException(address, address.explain(problem), problem);
    }
}
