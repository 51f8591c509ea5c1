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
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** A tester of compute servers: several concurrent clients, each with its own connection. */
public final class ComputeGrader {
    /** The points of a server whose answers are all correct. */
    public static final int MAX_POINTS = 40;

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration REPLY_TIMEOUT = ComputeProtocol.client().idle();

    private final Transport transport;
    private final Endpoint server;
    private final Duration pause;
    private final Duration replyTimeout;

    /** A latch that is never counted down, so waiting for it with a timeout is a pause. */
    private final CountDownLatch never = new CountDownLatch(1);

    /**
     * Creates a grader with the documented pauses of 100 ms between a word, its number and a text, and a reply timeout
     * of 75 s. Does not connect yet.
     *
     * @param transport the transport to connect with
     * @param server the server's endpoint
     */
    public ComputeGrader(Transport transport, Endpoint server) {
        this(transport, server, PAUSE, REPLY_TIMEOUT);
    }

    /**
     * Creates a grader with the given pause and reply timeout. Does not connect yet.
     *
     * @param transport the transport to connect with
     * @param server the server's endpoint
     * @param pause the pause between a word, its number and a text
     * @param replyTimeout the reply timeout
     */
    public ComputeGrader(Transport transport, Endpoint server, Duration pause, Duration replyTimeout) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.server = Objects.requireNonNull(server, "server");
        this.pause = Objects.requireNonNull(pause, "pause");
        this.replyTimeout = Objects.requireNonNull(replyTimeout, "replyTimeout");
    }

    /**
     * Runs four clients with six random questions each. Prints the clients' events, each wrong answer with the reason,
     * and the points on standard output.
     *
     * @return the points, 0 to {@value #MAX_POINTS}
     * @throws IOException if no client could connect
     * @throws InterruptedException if the thread is interrupted while it waits; the clients continue until they are
     *     done
     */
    public int run() throws IOException, InterruptedException {
        return run(
                TestPlan.documented(new Random().nextInt(Integer.MAX_VALUE)),
                GraderListener.printing(System.out::println));
    }

    /**
     * Runs the clients of a plan. Prints each wrong answer with the reason, and the points, on standard output.
     *
     * @param plan the clients and their questions
     * @param listener receives the clients' events as they happen
     * @return the points, 0 to {@value #MAX_POINTS}
     * @throws IOException if no client could connect
     * @throws InterruptedException if the thread is interrupted while it waits; the clients continue until they are
     *     done
     */
    public int run(TestPlan plan, GraderListener listener) throws IOException, InterruptedException {
        List<ClientResult> results = results(plan, listener);
        listener.over();
        TestReport report = hasEnded(results) ? TestReport.ofEnded(server, results) : new TestReport(results);
        report.print(System.out);
        return report.marking().points();
    }

    /**
     * Returns whether the server's program has ended: all unfinished clients lost their connection, and a new
     * connection is refused.
     */
    private boolean hasEnded(List<ClientResult> results) {
        List<ClientResult> incomplete =
                results.stream().filter(result -> !result.isComplete()).toList();
        if (incomplete.isEmpty() || !incomplete.stream().allMatch(ClientResult::endedEarly)) {
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
     * Runs all conversations of a plan at the same time, and waits until the last one ends.
     *
     * @throws IOException if no client could connect
     */
    private List<ClientResult> results(TestPlan plan, GraderListener listener)
            throws IOException, InterruptedException {
        List<Attempt> attempts = new ArrayList<>();
        CountDownLatch unanswered = new CountDownLatch(plan.clients());
        for (int i = 0; i < plan.clients(); i++) {
            attempts.add(new Attempt(plan, i, unanswered, listener));
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
        private final CountDownLatch unanswered;
        private final AtomicBoolean answered = new AtomicBoolean();
        private boolean connected;
        private @Nullable IOException failure;

        Attempt(TestPlan plan, int client, CountDownLatch unanswered, GraderListener listener) {
            super(TestPlan.name(client));
            setDaemon(true);
            this.unanswered = unanswered;
            this.session = new ComputeClientSession(
                    getName(),
                    server,
                    plan.questions(client),
                    ComputeGrader.this::pause,
                    this::awaitOthers,
                    replyTimeout,
                    listener);
        }

        private boolean awaitOthers() throws InterruptedException {
            setAnswered();
            unanswered.await();
            return true;
        }

        private void setAnswered() {
            if (answered.compareAndSet(false, true)) {
                unanswered.countDown();
            }
        }

        /**
         * Returns the result. Call this method only once, after the conversation, because it tells the session if the
         * connection could not be made.
         */
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
                        ConnectOptions.defaults().withReadTimeout(replyTimeout));
                connected = true;
                link.awaitEnd();
            } catch (IOException e) {
                failure = e;
                // A server may refuse a client's certificate only after the client has completed its handshake.
                connected &= !(e instanceof SSLHandshakeException);
                if (connected) {
                    session.failed(e);
                }
            } finally {
                setAnswered();
            }
        }
    }
}
