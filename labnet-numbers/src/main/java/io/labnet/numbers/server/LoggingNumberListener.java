// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.server;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.PeerLines;
import io.labnet.numbers.NumberReply;
import io.labnet.numbers.NumberRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;

/** Writes the documented lines to the log, each under the name of the function that the course has for it. */
public final class LoggingNumberListener implements NumberListener {
    private static final String SERVER = "io.labnet.examples.numbers.server.";

    private static final int MAX_NAME = 100;

    private final Logger start = System.getLogger(SERVER + "start_server");
    private final Logger handle = System.getLogger(SERVER + "handle_client");
    private final PeerLines lines = new PeerLines(line -> handle.log(Level.WARNING, line));

    /** Makes a console. */
    public LoggingNumberListener() {}

    @Override
    public void listening(String name, Endpoint at) {
        start.log(Level.INFO, EscapedText.of(name) + " started and listening on " + at);
    }

    @Override
    public void endsOutOfRange() {
        start.log(
                Level.INFO,
                "A number outside " + NumberRequest.MIN_NUMBER + " to " + NumberRequest.MAX_NUMBER
                        + " ends the server with exit code 0, after which a supervisor may not start it again; "
                        + "--keep-running answers on");
    }

    @Override
    public void connectionAccepted(Peer peer) {
        String line = "Connection accepted from ('" + peer.host() + "', " + peer.port() + ")";
        lines.tellNaming(peer, text -> start.log(Level.DEBUG, text), line);
    }

    @Override
    public void messageReceived(Peer peer) {
        tell(peer, Level.DEBUG, "Message received from client");
    }

    @Override
    public void replied(Peer peer, NumberRequest request, NumberReply reply) {
        String client = EscapedText.of(request.clientName(), MAX_NAME);
        tell(peer, Level.INFO, "Client Name: " + client + " | Server Name: " + EscapedText.of(reply.serverName()));
        tell(peer, Level.INFO, numbers(request, reply));
        tell(peer, Level.DEBUG, "Sending client response");
    }

    @Override
    public void outOfRange(Peer peer, long number, boolean terminating) {
        String end = terminating ? " Terminating the server." : "";
        tell(peer, Level.WARNING, "Client int out of range: " + number + "." + end);
    }

    @Override
    public void rejected(Peer peer, ProtocolException problem) {
        String message = Objects.requireNonNull(problem.getMessage(), "a refusal says why");
        lines.tellRefusal(peer, text -> handle.log(Level.WARNING, text), "Client message refused: " + message);
    }

    @Override
    public void connectionClosed(Peer peer) {
        tell(peer, Level.DEBUG, "Client connection closed");
    }

    @Override
    public void stopped() {
        lines.stopped();
    }

    private void tell(Peer peer, Level level, String line) {
        lines.tell(peer, text -> handle.log(level, text), line);
    }

    /**
     * Gives the line that both ends print.
     *
     * @param request what the client sent
     * @param reply what the server answered
     * @return their numbers and the sum of these, without the line's end
     */
    public static String numbers(NumberRequest request, NumberReply reply) {
        return "Client Number: " + request.clientNumber() + " | Server Number: " + reply.serverNumber() + " | Sum: "
                + reply.sumWith(request);
    }
}
