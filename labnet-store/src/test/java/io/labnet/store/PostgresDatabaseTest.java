// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresDatabaseTest extends DatabaseContract {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String END_OTHER_CONNECTIONS =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'labnet'";

    @Override
    String emptyDatabase() throws SQLException {
        return PostgresServer.emptyDatabase();
    }

    @Test
    void open_unreachableServer_isRefused() throws IOException {
        // The port is bound but not listening, so no other process can take it.
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = taken.getLocalPort();
            String name = "jdbc:postgresql://127.0.0.1:" + port + "/labnet";
            DatabaseAddress address = DatabaseAddress.parse(name + "?user=labnet&password=secret");
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> Database.open(address, Notes.VERSION_1))
                    .withMessageStartingWith(name + ": Connection to 127.0.0.1:" + port + " refused.")
                    .withMessageNotContaining("secret");
        }
    }

    @Test
    void open_missingDatabase_isRefused() throws SQLException {
        DatabaseAddress address = DatabaseAddress.parse(emptyDatabase().replace("/postgres?", "/no_such_database?"));

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Database.open(address, Notes.VERSION_1))
                .withMessageContaining("FATAL: database \"no_such_database\" does not exist");
    }

    @Test
    void transact_lostConnection_runsAgain() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        try (Database database = Database.open(DatabaseAddress.parse(emptyDatabase()), Notes.VERSION_1)) {
            database.transact(connection -> {
                Notes.insert(connection, "run " + runs.incrementAndGet());
                if (runs.get() == 1) {
                    PostgresServer.execute(END_OTHER_CONNECTIONS);
                }
                return Notes.insert(connection, "still run " + runs.get());
            });

            assertThat(Notes.all(database)).containsExactly("run 2", "still run 2");
        }
    }

    @Test
    void transact_afterConnectionsWereLost_succeeds() throws Exception {
        try (Database database = Database.open(DatabaseAddress.parse(emptyDatabase()), Notes.VERSION_1)) {
            for (int i = 0; i < 3; i++) {
                PostgresServer.execute(END_OTHER_CONNECTIONS);
                Notes.add(database, "note " + i);
            }

            assertThat(Notes.all(database)).containsExactly("note 0", "note 1", "note 2");
        }
    }

    @Test
    void transact_missingTables_areCreatedAgain() throws Exception {
        String url = emptyDatabase();
        try (Database database = Database.open(DatabaseAddress.parse(url), Notes.VERSION_1)) {
            String place = url.substring(url.lastIndexOf('=') + 1);
            PostgresServer.execute("DROP SCHEMA " + place + " CASCADE; CREATE SCHEMA " + place);
            Notes.add(database, "first");

            assertThat(Notes.all(database)).containsExactly("first");
        }
    }

    @Test
    void transact_afterServerRestart_succeeds(@TempDir Path data) throws Exception {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
        EmbeddedPostgres server = PostgresServer.start(builder);
        builder.setPort(server.getPort());
        DatabaseAddress address = DatabaseAddress.parse(server.getJdbcUrl("postgres", "postgres"));
        try (Database database = Database.open(address, Notes.VERSION_1)) {
            Notes.add(database, "before");
            server.close();
            server = PostgresServer.start(builder);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                Notes.add(database, "after");
                return true;
            });

            assertThat(Notes.all(database)).contains("before", "after");
        } finally {
            server.close();
        }
    }
}
