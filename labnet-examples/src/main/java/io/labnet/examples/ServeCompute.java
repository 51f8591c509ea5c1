// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import io.labnet.compute.server.ComputeListener;
import io.labnet.compute.server.ComputeService;
import io.labnet.compute.server.ComputeSettings;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;

/** A minimal compute server, to copy: settings, a service, a transport. */
public final class ServeCompute {
    private static final String PORT = "--port=";

    private ServeCompute() {}

    /**
     * Answers until the process ends.
     *
     * @param args {@code --port=1234}
     * @throws Exception if the port is invalid or in use
     */
    public static void main(String[] args) throws Exception {
        if (args.length != 1 || !args[0].startsWith(PORT)) {
            System.err.println("usage: ServeCompute --port=PORT");
            System.exit(2);
        }
        int port = Integer.parseInt(args[0].substring(PORT.length()));
        ComputeListener listener = ComputeListener.printing(System.out);
        ComputeService service = new ComputeService(ComputeSettings.documented(), listener);
        Server server = new TcpTransport().serve(Endpoint.loopback(port), service, service.options());
        listener.listening(server.endpoint());
        server.stopped().toCompletableFuture().join();
    }
}
