// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.TestAbortedException;

/** A real PostgreSQL server that the tests of this process share. Each test gets its own schema. */
public final class PostgresServer {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private static final ReentrantLock STARTING = new ReentrantLock();

    /** Started at the first use; the library stops it at the end of the process. */
    private static @Nullable EmbeddedPostgres shared;

    private PostgresServer() {}

    /**
     * Creates an empty schema for tables.
     *
     * @return its JDBC URL
     * @throws TestAbortedException if there is no server for this machine, which skips the test
     */
    public static String emptyDatabase() throws SQLException {
        String name = "schema_" + SCHEMAS.incrementAndGet();
        execute("CREATE SCHEMA " + name);
        return shared().getJdbcUrl("postgres", "postgres") + "&currentSchema=" + name;
    }

    /** Runs a statement as another user of the server. */
    public static void execute(String sql) throws SQLException {
        try (Connection connection = shared().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Starts a separate server for one test. */
    static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) {
        try {
            return builder.start();
        } catch (IOException | RuntimeException | LinkageError e) {
            return Assumptions.abort("PostgreSQL cannot be started here: " + e);
        }
    }

    private static EmbeddedPostgres shared() {
        STARTING.lock();
        try {
            if (shared == null) {
                shared = start(EmbeddedPostgres.builder());
            }
            return shared;
        } finally {
            STARTING.unlock();
        }
    }
}
