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
 * The definition of a set of tables, in versions. A database may hold several schemas side by side; each has its
 * version in the table {@code labnet_schema}.
 *
 * @param name its unique name, such as {@code scores}
 * @param steps the SQL statements that create version 1, update version 1 to 2, and so on, valid for every database. A
 *     released step must never change
 */
public record Schema(String name, List<List<String>> steps) {
    /**
     * Copies the steps.
     *
     * @param name its unique name
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
     * Returns the newest version.
     *
     * @return the number of steps
     */
    public int version() {
        return steps.size();
    }

    /**
     * Updates the tables to the newest version, within the caller's transaction. In a database that is open for reading
     * only, just checks their version.
     *
     * @throws SQLException if the database fails, or does not fit the schema (then with a message for the user)
     */
    void update(Connection connection, DatabaseAddress database, boolean onlyCheck) throws SQLException {
        if (!onlyCheck) {
            // Without this lock, one of two processes that create a table at the same time would fail.
            database.lock(connection, "schema");
        }
        int stored = storedVersion(connection, database);
        if (stored > version()) {
            throw new SQLException("its schema " + name + " has version " + stored
                    + ", created by a newer labnet; this one supports versions up to " + version());
        }
        if (!onlyCheck) {
            update(connection, stored);
        } else if (stored == 0) {
            throw new SQLException("it has no tables for " + name);
        } else if (stored < version()) {
            throw new SQLException("its schema " + name + " has version " + stored
                    + "; open it for writing to update it to version " + version());
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
        // Writes the version even if it is unchanged, so that a read-only database is detected early. Deletes it first,
        // because SQLite does not write a row that stays the same.
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

    /** Returns the version of the existing tables, 0 for none. */
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
