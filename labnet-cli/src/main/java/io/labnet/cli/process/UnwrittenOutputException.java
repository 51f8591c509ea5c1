// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.io.IOException;

/** Says that standard output takes nothing more, so that work whose result nobody gets can end. */
public final class UnwrittenOutputException extends IOException {
    private static final long serialVersionUID = 1;

    /** Makes an exception. */
    public UnwrittenOutputException() {
        super("cannot write to standard output");
    }
}
