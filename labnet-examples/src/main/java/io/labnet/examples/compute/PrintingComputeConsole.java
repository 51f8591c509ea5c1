// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.compute;

import io.labnet.core.session.Peer;
import io.labnet.examples.cli.Escaped;
import java.io.PrintStream;
import java.util.Objects;

/** Prints the lines of the course document. What clients wrote is escaped. */
final class PrintingComputeConsole implements ComputeConsole {
    private final PrintStream out;

    PrintingComputeConsole(PrintStream out) {
        this.out = Objects.requireNonNull(out, "out");
    }

    @Override
    public void listening(int port) {
        print("Server is listening on port " + port);
    }

    @Override
    public void named(Peer peer, ClientName name) {
        print("Client name is: " + Escaped.of(name.text()));
    }

    @Override
    public void begun(Peer peer, RequestWord word) {
        print(word.name());
    }

    @Override
    public void numberAsked(Peer peer, RequestWord word, int n) {
        boolean factorial = word == RequestWord.FACTORIAL;
        String request =
                factorial ? "Factorial request from client, fact of " : "Fibonacci request from client, fib of ";
        print("[" + peer + "] " + request + n);
    }

    @Override
    public void wordsCounted(Peer peer, String beginning, long words) {
        // Two lines in one, so that no other conversation comes between them.
        print(Escaped.of(beginning) + System.lineSeparator() + "[" + peer
                + "] File request from client, words in file are " + words);
    }

    @Override
    public void refused(Peer peer, String reason) {
        print("[" + peer + "] Request refused: " + Escaped.of(reason));
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }
}
