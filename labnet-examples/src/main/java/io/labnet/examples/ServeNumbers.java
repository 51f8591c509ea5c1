// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import io.labnet.numbers.NumberProtocol;
import io.labnet.numbers.server.NumberListener;
import io.labnet.numbers.server.NumberService;
import io.labnet.numbers.server.ServerStopper;

/** A minimal numbers server, to copy: a service, a transport, and an orderly end. */
public final class ServeNumbers {
    private ServeNumbers() {}

    /**
     * Answers until a client sends a number out of range.
     *
     * @param args the port, by default {@value NumberProtocol#DEFAULT_PORT}
     * @throws Exception if the port is invalid or in use
     */
    public static void main(String[] args) throws Exception {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : NumberProtocol.DEFAULT_PORT;
        NumberListener listener = NumberListener.printing(NumberService.DEFAULT_NAME, System.out);
        ServerStopper end = new ServerStopper();
        NumberService service =
                new NumberService(NumberService.DEFAULT_NAME, NumberService::randomNumber, end, listener);
        Server server = new TcpTransport().serve(Endpoint.loopback(port), service);
        listener.listening(server.endpoint());
        end.of(server);
        server.stopped().toCompletableFuture().join();
        listener.stopped();
    }
}
