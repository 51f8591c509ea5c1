// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import io.labnet.cli.process.ProcessEnd;
import io.labnet.core.transport.Server;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops a server when the process is told to end, and lets its command put away what it has open. */
final class ServerStop {
    /** A command that has lost its server closes a database and writes the last lines out. */
    private static final Duration PUT_AWAY = Duration.ofSeconds(2);

    private static final Queue<ServerStop> ALL = new ConcurrentLinkedQueue<>();

    private final Server server;
    private final CountDownLatch over = new CountDownLatch(1);

    private ServerStop(Server server) {
        this.server = server;
    }

    /** Arranges it. Where the process is ending already, this does not return. */
    static void atTheEnd(Server server) {
        ServerStop stop = new ServerStop(server);
        ProcessEnd.hook(new Thread(stop::stop, "labnet-stop"));
        ALL.add(stop);
    }

    /** Waits until every server of the process has stopped; to be called once the process is ending. */
    static void awaitAll() throws InterruptedException {
        for (ServerStop stop : ALL) {
            stop.over.await();
        }
    }

    private void stop() {
        try {
            awaitStop();
            Program.awaitCommand(PUT_AWAY);
        } catch (TimeoutException e) {
            // By the log, which nobody has to read: standard error may be stopped.
            System.getLogger(ServerStop.class.getName()).log(Level.WARNING, "the server did not stop in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            over.countDown();
        }
    }

    private void awaitStop() throws InterruptedException, TimeoutException {
        try {
            // A little longer than the server itself takes: the process must end even if its loops can't.
            server.stop(ListenOptions.DRAIN)
                    .toCompletableFuture()
                    .get(ListenOptions.DRAIN.toSeconds() + 1, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            // It had failed before, and its command says so.
            return;
        }
    }
}
