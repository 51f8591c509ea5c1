// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.datagram.MemoryDatagrams;
import io.labnet.crds.Room;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.server.CrdsService;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A shell without a terminal, a network or a port, and the directory that it talks to. */
abstract class ChatShellFixture {
    static final Endpoint AT = Endpoint.loopback(50001);

    /** The shell keeps its connection, so a stopping server need not wait for it. */
    private static final Duration BRIEF_DRAIN = Duration.ofMillis(50);

    final MemoryTransport transport = new MemoryTransport();
    final MemoryDatagrams datagrams = new MemoryDatagrams();
    final MemoryRoomDirectory directory = new MemoryRoomDirectory();
    final Output mel = new Output();
    final ConnectionCounts connections = new ConnectionCounts();
    final ChatShell shell = new ChatShell(transport, AT, datagrams, "Mel", mel);
    Server server = serve();

    static final class Output implements ChatShell.Output {
        final List<String> printed = new CopyOnWriteArrayList<>();
        final List<String> problems = new CopyOnWriteArrayList<>();
        volatile CountDownLatch shows = new CountDownLatch(0);

        @Override
        public void print(String line) {
            try {
                shows.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            printed.add(line);
        }

        @Override
        public void complain(String problem) {
            problems.add(problem);
        }
    }

    Server serve() {
        try {
            CrdsService service = new CrdsService(directory, connections);
            return transport.serve(AT, service, ServerOptions.defaults().withDrain(BRIEF_DRAIN));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void makeRooms() {
        directory.create(new Room("room1", "239.0.0.10", 5000));
    }

    @AfterEach
    void stop() {
        shell.close();
        server.close();
    }

    void enter(String... lines) {
        for (String line : lines) {
            shell.enter(line);
        }
    }
}
