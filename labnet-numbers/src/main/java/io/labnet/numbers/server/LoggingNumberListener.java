// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.server;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.PeerLines;
import io.labnet.numbers.NumberReply;
import io.labnet.numbers.NumberRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;

/** Writes the documented lines to the log, as {@link NumberListener#logging} says. */
final class LoggingNumberListener implements NumberListener {
    private static final String SERVER = "io.labnet.examples.numbers.server.";

    private static final int MAX_NAME = 100;

    private final Logger start = System.getLogger(SERVER + "start_server");
    private final Logger handle = System.getLogger(SERVER + "handle_client");
    private final PeerLines lines = new PeerLines(line -> handle.log(Level.WARNING, line));
    private final String name;

    LoggingNumberListener(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    @Override
    public void listening(Endpoint at) {
        start.log(Level.INFO, EscapedText.of(name) + " started and listening on " + at);
    }

    @Override
    public void connected(Peer peer) {
        String line = "Connection accepted from ('" + peer.host() + "', " + peer.port() + ")";
        lines.tellNaming(peer, text -> start.log(Level.DEBUG, text), line);
    }

    @Override
    public void requested(Peer peer, NumberRequest request) {
        tell(peer, Level.DEBUG, "Message received from client");
    }

    @Override
    public void replied(Peer peer, NumberRequest request, NumberReply reply) {
        String client = EscapedText.of(request.clientName(), MAX_NAME);
        tell(peer, Level.INFO, "Client Name: " + client + " | Server Name: " + EscapedText.of(reply.serverName()));
        tell(peer, Level.INFO, reply.summaryWith(request));
        tell(peer, Level.DEBUG, "Sending client response");
    }

    @Override
    public void outOfRange(Peer peer, long number, boolean terminating) {
        String end = terminating ? " Terminating the server." : "";
        tell(peer, Level.WARNING, "Client int out of range: " + number + "." + end);
    }

    @Override
    public void refused(Peer peer, String reason) {
        lines.tellRefusal(peer, text -> handle.log(Level.WARNING, text), "Client message refused: " + reason);
    }

    @Override
    public void disconnected(Peer peer) {
        tell(peer, Level.DEBUG, "Client connection closed");
    }

    @Override
    public void stopped() {
        lines.stopped();
    }

    private void tell(Peer peer, Level level, String line) {
        lines.tell(peer, text -> handle.log(level, text), line);
    }
}
