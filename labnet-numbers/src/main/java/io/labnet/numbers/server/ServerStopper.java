// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.server;

import io.labnet.core.transport.Server;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Stops the server of a service. The stopper is created first, because the service needs it. When the server has been
 * started, the program passes the server to {@link #of}.
 */
public final class ServerStopper implements Runnable {
    /** The time for sending the replies to other clients: short, because the process should end within a second. */
    private static final Duration DRAIN = Duration.ofMillis(500);

    private final CompletableFuture<Server> server = new CompletableFuture<>();

    private final Duration drain;

    /** Creates a stopper without a server. */
    public ServerStopper() {
        this(DRAIN);
    }

    /** Creates a stopper with another time for the replies to other clients. */
    ServerStopper(Duration drain) {
        this.drain = drain;
    }

    /**
     * Sets the server, and stops it if {@link #run} was already called.
     *
     * @param server the server
     */
    public void of(Server server) {
        this.server.complete(server);
    }

    /** Closes the port immediately, and the connections at most half a second later. */
    @Override
    public void run() {
        // The result is not needed, because the server itself reports that it has stopped.
        CompletionStage<Void> unused = server.thenCompose(running -> running.stop(drain));
    }
}
