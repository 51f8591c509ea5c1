// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import io.labnet.store.PostgresServer;
import java.sql.SQLException;
import java.util.List;

class PostgresRoomDirectoryTest extends JdbcRoomDirectoryContract {
    private static final List<String> TABLES = List.of("labnet_directory", "labnet_room");

    private String schema = "";

    @Override
    String emptyDatabase() throws SQLException {
        String db = PostgresServer.emptyDatabase();
        schema = db.substring(db.lastIndexOf('=') + 1);
        return db;
    }

    @Override
    void copy() throws SQLException {
        for (String table : TABLES) {
            PostgresServer.execute("CREATE TABLE " + copyOf(table) + " AS TABLE " + schema + "." + table);
        }
    }

    /** As a backup of the data alone does. */
    @Override
    void putBack() throws SQLException {
        for (String table : TABLES) {
            PostgresServer.execute("TRUNCATE " + schema + "." + table);
            PostgresServer.execute("INSERT INTO " + schema + "." + table + " SELECT * FROM " + copyOf(table));
        }
    }

    private String copyOf(String table) {
        return schema + ".copy_of_" + table;
    }
}
