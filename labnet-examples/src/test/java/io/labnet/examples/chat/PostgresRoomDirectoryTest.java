// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.chat;

import io.labnet.examples.database.PostgresServer;
import java.sql.SQLException;

class PostgresRoomDirectoryTest extends JdbcRoomDirectoryContract {
    @Override
    String emptyDatabase() throws SQLException {
        return PostgresServer.emptyDatabase();
    }
}
