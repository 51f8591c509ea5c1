// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.server;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.PeerLines;
import io.labnet.numbers.NumberReply;
import io.labnet.numbers.NumberRequest;
import java.io.PrintStream;
import java.util.Objects;

/** Prints the documented lines: see {@link NumberListener#printing}. */
final class PrintingNumberListener implements NumberListener {
    private static final int MAX_NAME = 100;
    private static final String START = "start_server";
    private static final String HANDLE = "handle_client";

    private final PeerLines lines;
    private final String name;

    PrintingNumberListener(String name, PrintStream out) {
        this.name = Objects.requireNonNull(name, "name");
        this.lines = new PeerLines(out);
    }

    @Override
    public void listening(Endpoint at) {
        lines.print(line("INFO", START, EscapedText.of(name) + " started and listening on " + at));
    }

    @Override
    public void connected(Peer peer) {
        String from = "('" + peer.host() + "', " + peer.port() + ")";
        lines.printConnection(peer, line("DEBUG", START, "Connection accepted from " + from));
    }

    @Override
    public void requested(Peer peer, NumberRequest request) {
        print(peer, "DEBUG", "Message received from client");
    }

    @Override
    public void replied(Peer peer, NumberRequest request, NumberReply reply) {
        String client = EscapedText.of(request.clientName(), MAX_NAME);
        print(peer, "INFO", "Client Name: " + client + " | Server Name: " + EscapedText.of(reply.serverName()));
        print(peer, "INFO", reply.summaryWith(request));
        print(peer, "DEBUG", "Sending client response");
    }

    @Override
    public void outOfRange(Peer peer, long number, boolean terminating) {
        String end = terminating ? " Terminating the server." : "";
        print(peer, "WARNING", "Client int out of range: " + number + "." + end);
    }

    @Override
    public void refused(Peer peer, String reason) {
        lines.printRefusal(peer, line("WARNING", HANDLE, "Client message refused: " + reason));
    }

    @Override
    public void ignored(Peer peer, String reason) {
        lines.printRefusal(peer, line("WARNING", HANDLE, "Client message ignored: " + reason));
    }

    @Override
    public void disconnected(Peer peer) {
        print(peer, "DEBUG", "Client connection closed");
    }

    @Override
    public void stopped() {
        lines.stopped();
    }

    private void print(Peer peer, String level, String text) {
        lines.print(peer, line(level, HANDLE, text));
    }

    private static String line(String level, String function, String text) {
        return "[" + level + "] [" + function + "]: " + text;
    }
}
