// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What is to be done in a transaction. It may be run twice, and only the second run counts then, so it must leave no
 * trace but in the database.
 *
 * @param <R> what comes of it
 */
@FunctionalInterface
public interface Transaction<R> {
    /**
     * Does it.
     *
     * @param connection where; neither committed nor closed by this
     * @return what came of it
     * @throws SQLException if it can't be done; nothing of it is stored then
     */
    R run(Connection connection) throws SQLException;
}
