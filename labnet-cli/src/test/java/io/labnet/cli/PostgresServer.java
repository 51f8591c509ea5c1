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

/** A real PostgreSQL server that the tests of this process share. Each gets a place of its own in it. */
public final class PostgresServer {
    private static final AtomicInteger PLACES = new AtomicInteger();

    private static final ReentrantLock STARTING = new ReentrantLock();

    /** Started when it is first asked for; the library ends it with the process. */
    private static @Nullable EmbeddedPostgres shared;

    private PostgresServer() {}

    /**
     * Makes an empty place for tables.
     *
     * @return its JDBC URL
     * @throws TestAbortedException if there is no server for this machine, which skips the test
     */
    public static String emptyDatabase() throws SQLException {
        String name = "place_" + PLACES.incrementAndGet();
        execute("CREATE SCHEMA " + name);
        return shared().getJdbcUrl("postgres", "postgres") + "&currentSchema=" + name;
    }

    /** Runs a statement as somebody else who uses the server. */
    public static void execute(String sql) throws SQLException {
        try (Connection connection = shared().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Starts a server of a test's own. */
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
