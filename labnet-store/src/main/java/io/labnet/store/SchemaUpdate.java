// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Brings the tables of a schema to its newest version, within a transaction of somebody else. */
record SchemaUpdate(Schema schema, Dialect dialect, boolean onlyCheck) {
    /** Says that the database is not fit for the schema, in words for its message. */
    static final class Unfit extends SQLException {
        private static final long serialVersionUID = 1;

        Unfit(String problem) {
            super(problem);
        }
    }

    /** Makes or updates the tables; of a database that is only read, it checks them. */
    void run(Connection connection) throws SQLException {
        if (!onlyCheck) {
            // Two that create a table at the same moment would not see each other, and one would fail.
            dialect.lock(connection, "schema");
        }
        int version = version(connection);
        if (version > schema.version()) {
            throw new Unfit("its schema " + schema.name() + " has version " + version
                    + ", made by a newer labnet; this one knows versions up to " + schema.version());
        }
        if (onlyCheck) {
            requireNewest(version);
        } else {
            update(connection, version);
        }
    }

    private void requireNewest(int version) throws Unfit {
        if (version == 0) {
            throw new Unfit("it holds no " + schema.name());
        }
        if (version < schema.version()) {
            throw new Unfit("its schema " + schema.name() + " has version " + version
                    + "; open it for writing to bring it to version " + schema.version());
        }
    }

    private void update(Connection connection, int version) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS labnet_schema (name VARCHAR(64) PRIMARY KEY, version INTEGER NOT NULL)");
            for (int step = version; step < schema.version(); step++) {
                for (String sql : schema.steps().get(step)) {
                    statement.execute(sql);
                }
            }
        }
        // Written even if nothing changes, so that a database that takes no writes is found out before anybody relies
        // on
        // it. Deleted first, because SQLite writes nothing where a row becomes what it was.
        try (PreparedStatement remove = connection.prepareStatement("DELETE FROM labnet_schema WHERE name = ?")) {
            remove.setString(1, schema.name());
            remove.executeUpdate();
        }
        try (PreparedStatement store =
                connection.prepareStatement("INSERT INTO labnet_schema (name, version) VALUES (?, ?)")) {
            store.setString(1, schema.name());
            store.setInt(2, schema.version());
            store.executeUpdate();
        }
    }

    /** The version of the tables that are there, 0 for none. */
    private int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(dialect.findSchemas())) {
            if (!found.next()) {
                return 0;
            }
        }
        try (PreparedStatement query =
                connection.prepareStatement("SELECT version FROM labnet_schema WHERE name = ?")) {
            query.setString(1, schema.name());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        }
    }
}
