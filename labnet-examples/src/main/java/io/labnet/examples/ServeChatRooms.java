// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import io.labnet.crds.CrdsProtocol;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.server.CrdsListener;
import io.labnet.crds.server.CrdsService;

/** A minimal directory server, to copy: rooms in memory, a service, a transport. */
public final class ServeChatRooms {
    private ServeChatRooms() {}

    /**
     * Keeps a directory until the process ends.
     *
     * @param args the port; by default {@value CrdsProtocol#DEFAULT_PORT}
     * @throws Exception if the port is invalid or in use
     */
    public static void main(String[] args) throws Exception {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : CrdsProtocol.DEFAULT_PORT;
        CrdsListener listener = CrdsListener.printing(System.out, false);
        CrdsService service = new CrdsService(new MemoryRoomDirectory(), listener);
        Server server = new TcpTransport().serve(Endpoint.loopback(port), service);
        listener.listening(server.endpoint());
        server.stopped().toCompletableFuture().join();
    }
}
