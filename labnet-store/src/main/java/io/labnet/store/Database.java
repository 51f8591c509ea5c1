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
 * An open database with the tables of one {@link Schema}. Several threads and several processes may use it at the same
 * time.
 */
public final class Database implements AutoCloseable {
    /** The longest time that a transaction waits for other transactions, of any process, before it fails. */
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
     * The work of a transaction. If the connection is lost before the commit, the work runs again, and only the second
     * run changes the database. The work must therefore have no effects outside the database.
     *
     * @param <R> the type of its result
     */
    @FunctionalInterface
    public interface Transaction<R> {
        /**
         * Runs the work.
         *
         * @param connection the connection; do not commit or close it
         * @return the result
         * @throws SQLException if it fails; the transaction is then rolled back
         */
        R run(Connection connection) throws SQLException;
    }

    /**
     * Opens a database for reading and writing. Creates a missing file and missing tables.
     *
     * @param address the address of the database
     * @param schema the tables; tables of an older version are updated
     * @return the database
     * @throws DatabaseException if it can't be reached, is read-only, is not a database, or has tables of a newer
     *     version
     */
    public static Database open(DatabaseAddress address, Schema schema) throws DatabaseException {
        return open(address, schema, false);
    }

    /**
     * Opens a database for reading only. Creates nothing.
     *
     * @param address the address of the database
     * @param schema its tables
     * @return the database
     * @throws DatabaseException if it can't be reached, is not a database, or lacks the tables or has another version
     *     of them
     */
    public static Database openToRead(DatabaseAddress address, Schema schema) throws DatabaseException {
        try {
            return open(address, schema, true);
        } catch (DatabaseException e) {
            DatabaseAddress immutable =
                    e.getCause() instanceof SQLException problem ? address.asImmutable(problem) : null;
            if (immutable == null) {
                throw e;
            }
            return open(immutable, schema, true);
        }
    }

    /**
     * Runs a transaction. When the method returns, the transaction has been committed and survives the end of this
     * process. It also survives a crash of the machine, if the database is configured to guarantee that.
     *
     * @param work the work; run again if the connection is lost before the commit and time remains
     * @param <R> the type of the result
     * @return the result
     * @throws DatabaseException if it failed or took longer than {@link #LONGEST_WAIT}, if it is not known whether the
     *     commit happened, or if the thread was interrupted while waiting for a connection
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
            // The database may have been replaced by an empty or older one, so its tables are updated first.
            return attempt(connection -> runUpdated(connection, work), began);
        } catch (SQLException problem) {
            throw failure(problem);
        }
    }

    /**
     * Runs a transaction exclusively: no other transaction that was started by this method on the same schema, in any
     * process, runs at the same time. Use it for work that needs more than one statement.
     *
     * @param work the work; run again if the connection is lost before the commit
     * @param <R> the type of the result
     * @return the result
     * @throws DatabaseException if it failed, or it is not known whether the commit happened
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
            database.transact(connection -> database.runUpdated(connection, any -> address));
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
        // Passed as properties, because drivers and the pool may log the URL, and a parameter may be a password.
        address.properties(existing).forEach(config::addDataSourceProperty);
        address.parameters().forEach(config::addDataSourceProperty);
        config.setConnectionTimeout(address.maxWait.toMillis());
        config.setMaximumPoolSize(address.connections);
        // An idle server keeps no connection to the database open.
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE.toMillis());
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof SQLException problem) {
                throw failure(problem);
            }
            // The pool has no specific exception for a URL or a value that the driver refuses.
            throw new DatabaseException(address, "its driver refuses the URL or one of its parameters", e);
        }
    }

    private <R> R runUpdated(Connection connection, Transaction<R> work) throws SQLException {
        schema.update(connection, address, existing);
        return work.run(connection);
    }

    /** Returns the remaining time of a transaction that began at a given time. */
    private Duration left(long began) {
        return address.maxWait.minusNanos(System.nanoTime() - began);
    }

    private <R> R attempt(Transaction<R> work, long began) throws SQLException, DatabaseException {
        try (Connection connection = borrow()) {
            boolean done = false;
            try {
                address.prepare(connection, left(began));
                connection.setAutoCommit(false);
                R result = work.run(connection);
                done = true;
                // setAutoCommit(true) commits. The method commit() would also begin the next transaction, and hold its
                // lock.
                connection.setAutoCommit(true);
                return result;
            } catch (SQLException | RuntimeException e) {
                // Closing the connection rolls back the transaction and discards the connection's state.
                pool.evictConnection(connection);
                if (done && e instanceof SQLException problem) {
                    String why = "the commit was not confirmed: " + address.explain(problem);
                    throw new DatabaseException(address, why, problem);
                }
                throw e;
            }
        }
    }

    private Connection borrow() throws DatabaseException {
        detectReplacedFile();
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

    /**
     * Closes the connections if the file was replaced. SQLite itself detects this only at a write, and until then would
     * read the old file.
     */
    private void detectReplacedFile() {
        Object now = address.fileKey();
        // A missing file does not count as replaced: the open file stays in use.
        if (now != null && !now.equals(file)) {
            file = now;
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    private DatabaseException failure(SQLException problem) {
        return new DatabaseException(address, address.explain(problem), problem);
    }
}
