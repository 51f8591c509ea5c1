// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The shell for programs: lines in, lines out, no prompts; what is wrong goes to standard error. */
final class LineConsole implements ShellOutput {
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

    /** Goes on to the end of the input, or to the line that ends it. */
    static void run(ChatShell shell, InputStream input) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        String line = in.readLine();
        while (line != null && shell.enter(line) != ChatShell.Next.END) {
            line = in.readLine();
        }
    }
}
