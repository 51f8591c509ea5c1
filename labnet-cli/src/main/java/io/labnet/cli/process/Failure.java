// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

/** A failure that ends a command with exit code 1 and one line on standard error. */
public final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * Creates a failure.
     *
     * @param message what could not be done, and why, in one line
     */
    public Failure(String message) {
        super(message);
    }

    /**
     * Creates a failure with a cause, which is not shown.
     *
     * @param message what could not be done, and why, in one line
     * @param cause the cause
     */
    public Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
