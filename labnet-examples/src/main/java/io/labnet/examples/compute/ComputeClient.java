// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.compute;

import io.labnet.core.session.Conversation;
import io.labnet.core.transport.BlockingEngine;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import io.labnet.examples.cli.Program;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tests a compute server as several clients at once, each with a connection of its own. */
public final class ComputeClient {
    private final Transport transport;
    private final Endpoint server;
    private final Duration pause;
    private final Duration patience;

    /** What is never counted down: waiting for it takes all of the time. */
    private final CountDownLatch never = new CountDownLatch(1);

    /**
     * Makes a client, which connects to nothing yet.
     *
     * @param transport how to connect
     * @param server where the server is
     * @param pause how long to say nothing between a word, its number and a text
     * @param patience how long to wait for a reply
     */
    public ComputeClient(Transport transport, Endpoint server, Duration pause, Duration patience) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.server = Objects.requireNonNull(server, "server");
        this.pause = Objects.requireNonNull(pause, "pause");
        this.patience = Objects.requireNonNull(patience, "patience");
    }

    /**
     * Tests a server from the command line.
     *
     * @param args {@code --port=1234 --studentID=20200000 --submit=False}; {@code --help} tells what else
     */
    public static void main(String[] args) {
        Program.main(new ComputeClientCommand(), args);
    }

    /**
     * Has all conversations of a plan at once, and waits for the last.
     *
     * @throws IOException if no client could connect
     */
    List<ClientResult> test(TestPlan plan, TestObserver observer) throws IOException, InterruptedException {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < plan.clients(); i++) {
            attempts.add(new Attempt(plan, i, observer));
        }
        attempts.forEach(Thread::start);
        for (Attempt attempt : attempts) {
            attempt.join();
        }
        if (attempts.stream().noneMatch(attempt -> attempt.connected)) {
            throw Objects.requireNonNull(attempts.get(0).failure, "why it could not connect");
        }
        return attempts.stream().map(Attempt::result).toList();
    }

    private boolean pause() throws InterruptedException {
        return never.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The conversation of a client. */
    private final class Attempt extends Thread {
        private final ComputeClientSession session;
        private final TestObserver observer;
        private boolean connected;
        private @Nullable IOException failure;

        Attempt(TestPlan plan, int client, TestObserver observer) {
            super(TestPlan.name(client));
            setDaemon(true);
            this.observer = observer;
            this.session = new ComputeClientSession(
                    getName(), plan.questions(client), ComputeClient.this::pause, patience, observer);
        }

        /** To be asked once, when it is over: where nobody could connect, no question has failed. */
        ClientResult result() {
            if (!connected && failure != null) {
                session.failed(failure);
            }
            return session.result();
        }

        @Override
        public void run() {
            try {
                Connection connection =
                        transport.connect(server, ConnectOptions.defaults().withReadTimeout(patience));
                connected = true;
                observer.connected(getName(), server);
                BlockingEngine.run(connection, new Conversation<>(ComputeProtocol.client(), session));
            } catch (IOException e) {
                failure = e;
                if (connected) {
                    session.failed(e);
                }
            }
        }
    }
}
