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
    private final SchemaUpdate schema;
    private final HikariDataSource pool;
    private volatile @Nullable Object file;

    private Database(DatabaseAddress address, SchemaUpdate schema, HikariDataSource pool) {
        this.address = address;
        this.schema = schema;
        this.pool = pool;
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
            boolean notOpened = e.getCause() instanceof SQLException problem
                    && address.dialect().cannotOpen(problem);
            DatabaseAddress unchanging = notOpened ? address.unchanging() : null;
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
            return attempt(work, began);
        } catch (SQLException first) {
            if (!address.dialect().isLost(first) || left(began).isNegative()) {
                throw failure(first);
            }
        }
        try {
            return attempt(
                    connection -> {
                        // What the lost connection led to may have been replaced, by an empty database or by an old
                        // copy.
                        schema.run(connection);
                        return work.run(connection);
                    },
                    began);
        } catch (SQLException second) {
            throw failure(second);
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
            address.dialect().lock(connection, schema.schema().name());
            return work.run(connection);
        });
    }

    /** Closes all connections. A second call does nothing. */
    @Override
    public void close() {
        pool.close();
    }

    private static Database open(DatabaseAddress address, Schema schema, boolean existing) throws DatabaseException {
        SqliteFile file = address.file();
        String problem = file == null ? null : file.problem(existing);
        if (problem != null) {
            throw new DatabaseException(address, problem, null);
        }
        address.dialect().load(address);
        SchemaUpdate update = new SchemaUpdate(schema, address.dialect(), existing);
        Database database = new Database(address, update, pool(address, existing));
        try {
            database.transact(connection -> {
                update.run(connection);
                return update;
            });
            if (!existing && address.isLeftWithLog()) {
                throw new DatabaseException(
                        address,
                        "it is in WAL mode, and SQLite cannot remove its -wal file: may its directory be written?",
                        null);
            }
            return database;
        } catch (DatabaseException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static HikariDataSource pool(DatabaseAddress address, boolean existing) throws DatabaseException {
        HikariConfig config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl(address.url());
        // Not in the URL, which drivers and the pool may show.
        address.dialect().properties(existing).forEach(config::addDataSourceProperty);
        address.parameters().forEach(config::addDataSourceProperty);
        config.setConnectionTimeout(address.dialect().patience().toMillis());
        config.setMaximumPoolSize(address.dialect().connections());
        // A server that nobody uses holds no connection.
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE.toMillis());
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof SQLException problem) {
                throw failure(address, problem);
            }
            // The pool has no better type for a URL or a value that the driver does not understand.
            throw new DatabaseException(address, "its driver refuses the URL or one of its parameters", e);
        }
    }

    /** What is left of the time that a transaction has which began then. */
    private Duration left(long began) {
        return address.dialect().patience().minusNanos(System.nanoTime() - began);
    }

    private <R> R attempt(Transaction<R> work, long began) throws SQLException, DatabaseException {
        try (Connection connection = borrowed()) {
            R result = begun(connection, work, left(began));
            try {
                // This commits. The method named so would at once begin the next transaction, and hold its lock.
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                pool.evictConnection(connection);
                throw new DatabaseException(address, "the commit was not confirmed: " + address.explain(e), e);
            }
            return result;
        }
    }

    private <R> R begun(Connection connection, Transaction<R> work, Duration left) throws SQLException {
        try {
            address.dialect().prepare(connection, address, left);
            connection.setAutoCommit(false);
            return work.run(connection);
        } catch (SQLException | RuntimeException e) {
            // Closed, it rolls back, and whatever state it was left in is gone.
            pool.evictConnection(connection);
            throw e;
        }
    }

    private Connection borrowed() throws DatabaseException {
        noticeAnotherFile();
        try {
            return pool.getConnection();
        } catch (SQLTransientConnectionException e) {
            String problem = e.getCause() == null
                    ? "none of its " + address.dialect().connections() + " connections became free in time"
                    : "it cannot be reached: " + address.explain(origin(e));
            throw new DatabaseException(address, problem, e);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** SQLite itself notices only when it writes, and would until then read from the file that was there before. */
    private void noticeAnotherFile() {
        SqliteFile place = address.file();
        Object now = place == null ? null : place.key();
        // As long as there is none, nothing has been put in the place of what is open.
        if (now != null && !now.equals(file)) {
            file = now;
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    private DatabaseException failure(SQLException problem) {
        return failure(address, problem);
    }

    private static DatabaseException failure(DatabaseAddress address, SQLException problem) {
        return new DatabaseException(address, address.explain(problem), problem);
    }

    /** What the driver has said. */
    private static SQLException origin(Exception wrapped) {
        return wrapped.getCause() instanceof SQLException cause ? cause : new SQLException(wrapped);
    }
}
