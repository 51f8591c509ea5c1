// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.server;

import io.labnet.core.transport.Server;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stops a server that is made after the service which wants to stop it. */
public final class ServerStopper implements Runnable {
    /** How long the replies of other clients may take; the process is to end within a second. */
    private static final Duration DRAIN = Duration.ofMillis(500);

    private final CompletableFuture<Server> server = new CompletableFuture<>();

    private final Duration drain;

    /** Makes an end of no server yet. */
    public ServerStopper() {
        this(DRAIN);
    }

    /** Makes one with another time for the replies of other clients. */
    ServerStopper(Duration drain) {
        this.drain = drain;
    }

    /**
     * Says which server is meant, and stops it if that was asked for already.
     *
     * @param server the server
     */
    public void of(Server server) {
        this.server.complete(server);
    }

    /** Closes the port at once, and the connections half a second later at most. */
    @Override
    public void run() {
        // Whether it has stopped is for the server itself to tell.
        CompletionStage<Void> unused = server.thenCompose(running -> running.stop(drain));
    }
}
