// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.cli.crds.ChatShell.Next;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The shell for scripts and plain terminals: reads and prints lines, and prints problems on standard error. */
final class LineConsole implements ChatShell.Output {
    private final PrintStream out;
    private final PrintStream err;

    LineConsole(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public void print(String line) {
        out.println(line);
    }

    @Override
    public void complain(String problem) {
        err.println(problem);
    }

    /**
     * Runs with prompts until the user ends it. On a terminal, the user signals the end of the input by a key (Ctrl-D),
     * which leaves the room, disconnects, or ends the shell.
     */
    void runPrompting(ChatShell shell, InputStream input) throws IOException {
        BufferedReader in = reader(input);
        Next next = Next.NEW_LINE;
        while (next != Next.END) {
            out.print(shell.prompt());
            out.flush();
            String line = in.readLine();
            if (line == null) {
                out.println();
                next = shell.back();
            } else {
                next = shell.enter(line);
            }
        }
    }

    /** Runs until the end of the input, or until a line ends the shell. */
    static void run(ChatShell shell, InputStream input) throws IOException {
        BufferedReader in = reader(input);
        String line = in.readLine();
        while (line != null && shell.enter(line) != Next.END) {
            line = in.readLine();
        }
    }

    private static BufferedReader reader(InputStream input) {
        return new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    }
}
