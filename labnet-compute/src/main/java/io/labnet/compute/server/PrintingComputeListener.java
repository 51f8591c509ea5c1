// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.server;

import io.labnet.compute.ComputeRequest.ClientName;
import io.labnet.compute.RequestWord;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.PeerLines;
import java.io.PrintStream;

/** A listener that prints the lines of the course document. It escapes text from clients. */
final class PrintingComputeListener implements ComputeListener {
    /** The maximum number of characters to print of a text (as documented) or of a name. */
    private static final int MAX_CHARS = 100;

    private final PeerLines lines;

    PrintingComputeListener(PrintStream out) {
        this.lines = new PeerLines(out);
    }

    @Override
    public void listening(Endpoint at) {
        lines.print("Server is listening on port " + at.port());
    }

    @Override
    public void named(Peer peer, ClientName name) {
        lines.print(peer, "Client name is: " + EscapedText.of(name.text(), MAX_CHARS));
    }

    @Override
    public void requested(Peer peer, RequestWord word) {
        lines.print(peer, word.name());
    }

    @Override
    public void numberAsked(Peer peer, RequestWord word, int n) {
        boolean factorial = word == RequestWord.FACTORIAL;
        String request =
                factorial ? "Factorial request from client, fact of " : "Fibonacci request from client, fib of ";
        lines.printNaming(peer, "[" + peer + "] " + request + n);
    }

    @Override
    public void wordsCounted(Peer peer, String beginning, long words) {
        // One call prints both lines, so that no line of another conversation comes between them.
        lines.printNaming(
                peer,
                EscapedText.of(beginning, MAX_CHARS) + System.lineSeparator() + "[" + peer
                        + "] File request from client, words in file are " + words);
    }

    @Override
    public void refused(Peer peer, String reason) {
        lines.refuse(peer, "Request refused: " + reason);
    }

    @Override
    public void stopped() {
        lines.stopped();
    }
}
