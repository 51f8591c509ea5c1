// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/**
 * The tables of one purpose, in versions. A database may hold several schemas side by side; each has its version in the
 * table {@code labnet_schema}.
 *
 * @param name what tells it from the others, such as {@code scores}
 * @param steps what makes version 1 of nothing, version 2 of version 1 and so on: SQL statements that every database
 *     understands. A step is never changed once it has been released
 */
public record Schema(String name, List<List<String>> steps) {
    /**
     * Copies the steps.
     *
     * @param name what tells it from the others
     * @param steps the statements for each version
     * @throws IllegalArgumentException if there is no step
     */
    public Schema {
        Objects.requireNonNull(name, "name");
        steps = steps.stream().map(List::copyOf).toList();
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("schema " + name + " has no version");
        }
    }

    /**
     * Tells the newest version.
     *
     * @return how many steps there are
     */
    public int version() {
        return steps.size();
    }

    /**
     * Brings the tables to the newest version, within a transaction of somebody else; of a database that is only read, it
     * checks them.
     *
     * @throws SQLException also if the database is not fit for the schema, in words for its message
     */
    void update(Connection connection, DatabaseAddress database, boolean onlyCheck) throws SQLException {
        if (!onlyCheck) {
            // Two that create a table at the same moment would not see each other, and one would fail.
            database.lock(connection, "schema");
        }
        int stored = storedVersion(connection, database);
        if (stored > version()) {
            throw new SQLException("its schema " + name + " has version " + stored
                    + ", made by a newer labnet; this one knows versions up to " + version());
        }
        if (!onlyCheck) {
            update(connection, stored);
        } else if (stored == 0) {
            throw new SQLException("it holds no " + name);
        } else if (stored < version()) {
            throw new SQLException("its schema " + name + " has version " + stored
                    + "; open it for writing to bring it to version " + version());
        }
    }

    private void update(Connection connection, int stored) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS labnet_schema (name VARCHAR(64) PRIMARY KEY, version INTEGER NOT NULL)");
            for (List<String> step : steps.subList(stored, version())) {
                for (String sql : step) {
                    statement.execute(sql);
                }
            }
        }
        // Written even if nothing changes, so that a database that takes no writes is found out before anybody relies
        // on it. Deleted first, because SQLite writes nothing where a row becomes what it was.
        try (PreparedStatement remove = connection.prepareStatement("DELETE FROM labnet_schema WHERE name = ?");
                PreparedStatement store =
                        connection.prepareStatement("INSERT INTO labnet_schema (name, version) VALUES (?, ?)")) {
            remove.setString(1, name);
            remove.executeUpdate();
            store.setString(1, name);
            store.setInt(2, version());
            store.executeUpdate();
        }
    }

    /** The version of the tables that are there, 0 for none. */
    private int storedVersion(Connection connection, DatabaseAddress database) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(database.findSchemas)) {
            if (!found.next()) {
                return 0;
            }
        }
        try (PreparedStatement query =
                connection.prepareStatement("SELECT version FROM labnet_schema WHERE name = ?")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        }
    }
}
