// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.testkit.internal.TestProtocols;
import io.labnet.testkit.internal.TestTimeout;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * The tests for {@linkplain io.labnet.core.session.Outbox#work slow work} of a transport's servers. Extend it for your
 * own transport.
 */
public abstract class WorkContract extends TransportFixture {
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean resultDelivered = new AtomicBoolean();

    /** Creates a suite. */
    protected WorkContract() {}

    @Test
    final void slowWork_keepsOrderAndDelaysNobodyElse() throws IOException {
        Server server =
                serve(TestProtocols.LINES, Worker::new, ServerOptions.defaults().withLoops(1));
        Connection slow = connect(server);
        write(slow, "slow\nfast\n");
        TestTimeout.await(started);
        Connection other = connect(server);
        write(other, "other\n");
        assertThat(readLine(other)).isEqualTo("other");
        gate.countDown();
        assertThat(readLine(slow)).isEqualTo("slow done");
        assertThat(readLine(slow)).isEqualTo("fast");
    }

    @Test
    final void slowWork_isCancelledWhenThePeerDisconnects() throws IOException {
        assumeThat(detectsResets())
                .as("the transport distinguishes a reset from a half-close")
                .isTrue();
        Server server = serve(TestProtocols.LINES, Worker::new);
        Connection client = connect(server);
        write(client, "slow\n");
        TestTimeout.await(started);
        client.abort();
        TestTimeout.await(interrupted);
        TestTimeout.await(closed);
        assertThat(resultDelivered).isFalse();
    }

    @Test
    final void slowWork_afterHalfClose_isFinished() throws IOException {
        Server server = serve(TestProtocols.LINES, Worker::new);
        Connection client = connect(server);
        write(client, "slow\nlast\n");
        client.finish();
        TestTimeout.await(started);
        gate.countDown();
        assertThat(readAll(client)).isEqualTo("slow done\nlast\n");
    }

    @Test
    final void slowWork_suspendsTheTimeouts() throws Exception {
        // The work starts when the connection opens, because a request of the client might arrive only after the
        // timeout.
        AtomicReference<Session<String, String>> first = new AtomicReference<>(new Worker() {
            @Override
            public void opened(Outbox<String> out) {
                received("slow", out);
            }
        });
        Server server = serve(
                TestProtocols.LINES,
                () -> Objects.requireNonNullElseGet(first.getAndSet(null), Worker::new),
                ServerOptions.defaults().withIdle(Duration.ofMillis(100)));
        Connection working = connect(server);
        TestTimeout.await(started);
        // The timeout of this second connection started later. When it expires, the timeout of the working connection
        // has passed, too.
        assertThat(readAll(connect(server))).isEmpty();
        gate.countDown();
        assertThat(readLine(working)).isEqualTo("slow done");
    }

    @Test
    final void slowWork_thatFails_isReported() throws IOException {
        Connection client = connect(serve(TestProtocols.LINES, Worker::new));
        write(client, "fail\nnext\n");
        assertThat(readLine(client)).isEqualTo("failed: on purpose");
        assertThat(readLine(client)).isEqualTo("next");
    }

    @Test
    final void slowWork_thatIsRejected_isReported() throws IOException {
        Server server =
                serve(TestProtocols.LINES, Worker::new, ServerOptions.defaults().withWorkers(work -> {
                    throw new RejectedExecutionException("busy");
                }));
        Connection client = connect(server);
        write(client, "slow\nnext\n");
        assertThat(readLine(client)).isEqualTo("failed: busy");
        assertThat(readLine(client)).isEqualTo("next");
    }

    private class Worker implements Session<String, String> {
        @Override
        public void received(String line, Outbox<String> out) {
            switch (line) {
                case "slow" -> out.work(this::waitAtTheGate, this::done, this::failed);
                case "fail" ->
                    out.work(
                            () -> {
                                throw new IOException("on purpose");
                            },
                            this::done,
                            this::failed);
                default -> out.send(line);
            }
        }

        @Override
        public void closed() {
            closed.countDown();
        }

        private String waitAtTheGate() throws InterruptedException {
            started.countDown();
            try {
                gate.await();
                return "slow done";
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        }

        private void done(Object result, Outbox<String> out) {
            resultDelivered.set(true);
            out.send(result.toString());
        }

        private void failed(Exception cause, Outbox<String> out) {
            resultDelivered.set(true);
            out.send("failed: " + cause.getMessage());
        }
    }
}
