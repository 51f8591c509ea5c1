// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import picocli.CommandLine.Option;

/** The option {@code --explain} of servers whose protocol has no error messages. */
public final class ExplainOption {
    @Option(
            names = "--explain",
            description = "before closing because of a client's mistake, send it a line that names the mistake and the"
                    + " rule; the protocol has no such line (for teaching)")
    private boolean explain;

    /** Creates the option; called by picocli. */
    public ExplainOption() {}

    /**
     * Returns whether to explain.
     *
     * @return whether the option was given
     */
    public boolean isGiven() {
        return explain;
    }
}
