// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Says which database could not be used, and why. Its message is one line for the person who reads it, and holds no
 * password.
 */
public final class DatabaseException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Makes an exception.
     *
     * @param database which database
     * @param problem what is wrong with it
     * @param cause what came before, {@code null} for nothing
     */
    DatabaseException(DatabaseAddress database, String problem, @Nullable Throwable cause) {
        super(database + ": " + problem, cause);
    }
}
