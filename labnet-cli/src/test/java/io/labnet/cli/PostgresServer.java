// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

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
        EmbeddedPostgres server = shared();
        String name = "schema_" + SCHEMAS.incrementAndGet();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + name);
        }
        return server.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + name;
    }

    private static EmbeddedPostgres shared() {
        STARTING.lock();
        try {
            if (shared == null) {
                shared = EmbeddedPostgres.start();
            }
            return shared;
        } catch (IOException | RuntimeException | LinkageError e) {
            return Assumptions.abort("PostgreSQL cannot be started here: " + e);
        } finally {
            STARTING.unlock();
        }
    }
}
