// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A failure to use a database. The message is one line for the user. It names the database and the reason, and contains
 * no password.
 */
public final class DatabaseException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param database which database
     * @param problem what is wrong with it
     * @param cause the cause, or {@code null}
     */
    DatabaseException(DatabaseAddress database, String problem, @Nullable Throwable cause) {
        super(database + ": " + problem, cause);
    }
}
