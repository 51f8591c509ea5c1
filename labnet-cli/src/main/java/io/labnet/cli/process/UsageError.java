// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import org.jspecify.annotations.Nullable;

/** An error in a command line that picocli has accepted. It ends the command with exit code 2. */
public final class UsageError extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an error.
     *
     * @param message what is wrong with the command line, in one line
     */
    public UsageError(@Nullable String message) {
        super(message);
    }
}
