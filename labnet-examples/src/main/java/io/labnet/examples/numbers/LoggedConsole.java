// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.numbers;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.examples.cli.Escaped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;

/** Writes the documented lines to the log, each under the name of the function that the course has for it. */
public final class LoggedConsole implements NumberConsole {
    private static final String SERVER = "io.labnet.examples.numbers.server.";

    private final Logger start = System.getLogger(SERVER + "start_server");
    private final Logger handle = System.getLogger(SERVER + "handle_client");

    /** Makes a console. */
    public LoggedConsole() {}

    @Override
    public void listening(String name, Endpoint at) {
        start.log(Level.INFO, Escaped.of(name) + " started and listening on " + at);
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
        start.log(Level.DEBUG, "Connection accepted from ('" + peer.host() + "', " + peer.port() + ")");
    }

    @Override
    public void messageReceived() {
        handle.log(Level.DEBUG, "Message received from client");
    }

    @Override
    public void replied(NumberRequest request, NumberReply reply) {
        handle.log(
                Level.INFO,
                "Client Name: " + Escaped.of(request.clientName()) + " | Server Name: "
                        + Escaped.of(reply.serverName()));
        handle.log(Level.INFO, numbers(request, reply));
        handle.log(Level.DEBUG, "Sending client response");
    }

    @Override
    public void outOfRange(long number, boolean terminating) {
        String end = terminating ? " Terminating the server." : "";
        handle.log(Level.WARNING, "Client int out of range: " + number + "." + end);
    }

    @Override
    public void rejected(ProtocolException problem) {
        String message = Objects.requireNonNull(problem.getMessage(), "a refusal says why");
        handle.log(Level.WARNING, "Client message refused: " + Escaped.of(message));
    }

    @Override
    public void connectionClosed() {
        handle.log(Level.DEBUG, "Client connection closed");
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
