// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import org.jspecify.annotations.Nullable;

/** Ends a command with exit code 2: what picocli has read is no sensible command line. */
public final class UsageError extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Makes a misuse.
     *
     * @param message what is wrong with the command line, in one line
     */
    public UsageError(@Nullable String message) {
        super(message);
    }
}
