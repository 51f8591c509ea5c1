// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.script;

import io.labnet.check.program.ProgramRun;
import io.labnet.core.transport.Connection;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The program under test, as the steps of a case see it. */
public interface Subject {
    /**
     * Opens a connection: connects to a server, or waits for a client to connect.
     *
     * @return the checker's end of the connection
     * @throws Mismatch if the program does not accept, or does not connect
     * @throws IOException if the connection broke
     */
    Connection open() throws Mismatch, IOException;

    /**
     * Returns the process.
     *
     * @return the process; {@code null} if the program was not started by the checker
     */
    @Nullable
    ProgramRun program();

    /**
     * Kills a server and starts it again on the same port.
     *
     * @throws Mismatch if it does not listen again
     * @throws IOException if it can't be started
     */
    void restart() throws Mismatch, IOException;
}
