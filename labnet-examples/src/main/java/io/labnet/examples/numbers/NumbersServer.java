// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.numbers;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import java.util.concurrent.ThreadLocalRandom;

/** The least numbers server there can be, to be copied: a service, a transport, and an end. */
public final class NumbersServer {
    /** The port where none is said. */
    public static final int DEFAULT_PORT = 8000;

    /** The server's name where none is said. */
    public static final String DEFAULT_NAME = "Ada Server";

    private NumbersServer() {}

    /**
     * Answers until a client sends a number out of range.
     *
     * @param args the port, if not {@link #DEFAULT_PORT}
     * @throws Exception if the port is none or taken
     */
    public static void main(String[] args) throws Exception {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_PORT;
        NumberConsole console = new LoggedConsole();
        ServerEnd end = new ServerEnd();
        NumberService service = new NumberService(DEFAULT_NAME, NumbersServer::pick, end, console);
        Server server = new TcpTransport().serve(Endpoint.loopback(port), service);
        console.listening(DEFAULT_NAME, server.endpoint());
        end.of(server);
        server.stopped().toCompletableFuture().join();
    }

    /**
     * Picks a number.
     *
     * @return one of 1 to 100, all of them equally likely
     */
    public static int pick() {
        return ThreadLocalRandom.current().nextInt(NumberRequest.MIN_NUMBER, NumberRequest.MAX_NUMBER + 1);
    }
}
