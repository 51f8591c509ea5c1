// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a database can't be used. The message is one line for the user, which names the database and the reason,
 * and contains no password.
 */
public final class DatabaseException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param database which database
     * @param problem what is wrong with the database
     * @param cause the cause, or {@code null}
     */
    DatabaseException(DatabaseAddress database, String problem, @Nullable Throwable cause) {
        super(database + ": " + problem, cause);
    }
}
