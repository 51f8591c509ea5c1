// SPDX-License-Identifier: Apache-2.0
package io.labnet.check;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The program under test could not be started or reached. */
public final class StartException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was tried, and how it failed
     * @param cause the reason; {@code null} if there is none
     */
    public StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
