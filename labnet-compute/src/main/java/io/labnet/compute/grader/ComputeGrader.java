// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.ComputeProtocol;
import io.labnet.core.session.Conversation;
import io.labnet.core.transport.ClientLink;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Tests a compute server as several clients at once, each with a connection of its own. */
public final class ComputeGrader {
    /** What a server reaches that answers everything right. */
    public static final int MOST_POINTS = 40;

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PATIENCE = ComputeProtocol.client().idle();

    private final Transport transport;
    private final Endpoint server;
    private final Duration pause;
    private final Duration patience;

    /** What is never counted down: waiting for it takes all of the time. */
    private final CountDownLatch never = new CountDownLatch(1);

    /**
     * Makes a test with the documented pauses of 100 ms between a word, its number and a text; a reply may take 75 s.
     * Nothing is connected to yet.
     *
     * @param transport how to connect
     * @param server where the server is
     */
    public ComputeGrader(Transport transport, Endpoint server) {
        this(transport, server, PAUSE, PATIENCE);
    }

    /**
     * Makes a test with other times. Nothing is connected to yet.
     *
     * @param transport how to connect
     * @param server where the server is
     * @param pause how long to wait between a word, its number and a text
     * @param patience how long a reply may take
     */
    public ComputeGrader(Transport transport, Endpoint server, Duration pause, Duration patience) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.server = Objects.requireNonNull(server, "server");
        this.pause = Objects.requireNonNull(pause, "pause");
        this.patience = Objects.requireNonNull(patience, "patience");
    }

    /**
     * Has four clients ask six questions each, drawn anew each time. What they do, what was wrong and why, and the points
     * are printed on standard output.
     *
     * @return the points, 0 to {@value #MOST_POINTS}
     * @throws IOException if no client could connect
     * @throws InterruptedException if the thread is interrupted while it waits; the clients go on until they are done
     */
    public int run() throws IOException, InterruptedException {
        return run(
                TestPlan.documented(new Random().nextInt(Integer.MAX_VALUE)),
                GraderListener.printing(System.out::println));
    }

    /**
     * Has the clients of a plan ask their questions. What was wrong and why, and the points are printed on standard
     * output.
     *
     * @param plan who asks what
     * @param listener told what the clients do while they do it
     * @return the points, 0 to {@value #MOST_POINTS}
     * @throws IOException if no client could connect
     * @throws InterruptedException if the thread is interrupted while it waits; the clients go on until they are done
     */
    public int run(TestPlan plan, GraderListener listener) throws IOException, InterruptedException {
        List<ClientResult> results = results(plan, listener);
        listener.over();
        TestReport report = hasEnded(results) ? TestReport.ofEnded(server, results) : new TestReport(results);
        report.print(System.out);
        return report.marking().points();
    }

    /** Tells whether the server's program has ended: all that were not done lost their connection, and nobody listens. */
    private boolean hasEnded(List<ClientResult> results) {
        List<ClientResult> incomplete =
                results.stream().filter(result -> !result.isComplete()).toList();
        if (incomplete.isEmpty() || !incomplete.stream().allMatch(ClientResult::isCut)) {
            return false;
        }
        try {
            transport.connect(server, ConnectOptions.defaults()).close();
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Has all conversations of a plan at once, and waits for the last.
     *
     * @throws IOException if no client could connect
     */
    private List<ClientResult> results(TestPlan plan, GraderListener listener)
            throws IOException, InterruptedException {
        List<Attempt> attempts = new ArrayList<>();
        CountDownLatch underWay = new CountDownLatch(plan.clients());
        for (int i = 0; i < plan.clients(); i++) {
            attempts.add(new Attempt(plan, i, underWay, listener));
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

    private final class Attempt extends Thread {
        private final ComputeClientSession session;
        private final CountDownLatch underWay;
        private final AtomicBoolean answered = new AtomicBoolean();
        private boolean connected;
        private @Nullable IOException failure;

        Attempt(TestPlan plan, int client, CountDownLatch underWay, GraderListener listener) {
            super(TestPlan.name(client));
            setDaemon(true);
            this.underWay = underWay;
            this.session = new ComputeClientSession(
                    getName(),
                    server,
                    plan.questions(client),
                    ComputeGrader.this::pause,
                    this::awaitOthers,
                    patience,
                    listener);
        }

        private boolean awaitOthers() throws InterruptedException {
            setAnswered();
            underWay.await();
            return true;
        }

        private void setAnswered() {
            if (answered.compareAndSet(false, true)) {
                underWay.countDown();
            }
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
                ClientLink link = transport.connect(
                        server,
                        new Conversation<>(ComputeProtocol.client(), session),
                        ConnectOptions.defaults().withReadTimeout(patience));
                connected = true;
                link.awaitEnd();
            } catch (IOException e) {
                failure = e;
                if (connected) {
                    session.failed(e);
                }
            } finally {
                setAnswered();
            }
        }
    }
}
