// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.io.IOException;

/** A failed write to standard output. It ends the work, because nobody can read the result. */
public final class UnwrittenOutputException extends IOException {
    private static final long serialVersionUID = 1;

    /** Creates an exception. */
    public UnwrittenOutputException() {
        super("cannot write to standard output");
    }
}
