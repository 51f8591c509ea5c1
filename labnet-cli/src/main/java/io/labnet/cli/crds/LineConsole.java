// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.cli.crds.ChatShell.Next;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The shell for programs, and for a person at a terminal that can do no more: lines in, lines out; what is wrong goes to
 * standard error.
 */
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

    /** Goes on with a prompt until the person has had enough. At a terminal an end of input is a key like others. */
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

    /** Goes on to the end of the input, or to the line that ends it. */
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
