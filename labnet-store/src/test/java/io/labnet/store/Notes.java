// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A schema for tests: a table of texts, with its operations. */
final class Notes {
    private static final List<String> FIRST = List.of("CREATE TABLE notes (text VARCHAR(100) NOT NULL)");

    static final Schema VERSION_1 = new Schema("notes", List.of(FIRST));

    static final Schema VERSION_2 =
            new Schema("notes", List.of(FIRST, List.of("ALTER TABLE notes ADD COLUMN stars INTEGER DEFAULT 3")));

    private Notes() {}

    static void add(Database database, String text) throws DatabaseException {
        database.transact(connection -> insert(connection, text));
    }

    static int insert(Connection connection, String text) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO notes (text) VALUES (?)")) {
            insert.setString(1, text);
            return insert.executeUpdate();
        }
    }

    static List<String> all(Database database) throws DatabaseException {
        return texts(database, "SELECT text FROM notes ORDER BY text");
    }

    /** The first column of all rows. */
    static List<String> texts(Database database, String query) throws DatabaseException {
        return database.transact(connection -> {
            List<String> texts = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        });
    }
}
