// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static io.labnet.core.session.Action.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Peer;
import io.labnet.core.session.RecordingSession;
import io.labnet.core.transport.ConnectionTotals;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.TimeoutCause;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardedListenerTest {
    private static final Peer PEER = new Peer("192.0.2.1", 7);

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void listenerThrows_isLoggedOnly() {
        // Includes errors, because a failed assertion in a listener must not stop the server.
        tellAll(new GuardedListener(new Failing(new IllegalStateException("on purpose"))));
        tellAll(new GuardedListener(new Failing(new AssertionError("on purpose"))));
        tellAll(new GuardedListener(new Failing(new Exception("on purpose"))));
        assertThat(calls).hasValue(51);
    }

    @Test
    void listenerThrows_conversationContinues() {
        RecordingSession session = new RecordingSession();
        session.on("received a", send("reply"));
        ManualLink driven = ManualLink.with(
                session, options -> options.withListener(new Failing(new AssertionError("on purpose"))));
        driven.arrive(0, "a\n");
        assertThat(driven.wire.written()).isEqualTo("reply");
        driven.end(1);
        assertThat(driven.wire.done).containsExactly("finish", "close");
        assertThat(driven.server.left).isOne();
    }

    private static void tellAll(ServerListener listener) {
        assertThat(listener.measures(PEER)).isFalse();
        listener.accepted(PEER);
        listener.refused(PEER, "limit");
        listener.served(PEER, 1);
        listener.rejected(PEER, new ProtocolException(ProtocolException.Reason.MALFORMED, 0, "broken"), new byte[] {1});
        listener.ignored(PEER, true, new byte[] {1});
        listener.timedOut(PEER, TimeoutCause.SILENCE, Duration.ofSeconds(1), null);
        listener.dropped(PEER);
        listener.limitExceeded(PEER, "limit");
        listener.failed(null, new IllegalStateException("failed"));
        listener.received(PEER, 1);
        listener.decoded(PEER, "message");
        listener.sent(PEER, 1);
        listener.replied(PEER, 1, 1);
        listener.ended(PEER, new ConnectionTotals(1, 1, 1, Duration.ofSeconds(1)));
        listener.closed(PEER, null);
        listener.stopping();
    }

    private final class Failing implements ServerListener {
        private final Throwable cause;

        Failing(Throwable cause) {
            this.cause = cause;
        }

        @Override
        public void accepted(Peer peer) {
            fail(cause);
        }

        @Override
        public void refused(Peer peer, String limit) {
            fail(cause);
        }

        @Override
        public void served(Peer peer, long messages) {
            fail(cause);
        }

        @Override
        public void rejected(Peer peer, ProtocolException problem, byte[] beginning) {
            fail(cause);
        }

        @Override
        public void ignored(Peer peer, boolean answered, byte[] beginning) {
            fail(cause);
        }

        @Override
        public void timedOut(Peer peer, TimeoutCause reason, Duration after, @Nullable String incomplete) {
            fail(cause);
        }

        @Override
        public void dropped(Peer peer) {
            fail(cause);
        }

        @Override
        public void limitExceeded(Peer peer, String limit) {
            fail(cause);
        }

        @Override
        public void failed(@Nullable Peer peer, Throwable problem) {
            fail(cause);
        }

        @Override
        public boolean measures(Peer peer) {
            fail(cause);
            return true;
        }

        @Override
        public void received(Peer peer, int bytes) {
            fail(cause);
        }

        @Override
        public void sent(Peer peer, int bytes) {
            fail(cause);
        }

        @Override
        public void decoded(Peer peer, Object message) {
            fail(cause);
        }

        @Override
        public void replied(Peer peer, int requests, long nanos) {
            fail(cause);
        }

        @Override
        public void ended(Peer peer, ConnectionTotals totals) {
            fail(cause);
        }

        @Override
        public void stopping() {
            fail(cause);
        }

        @Override
        public void closed(Peer peer, @Nullable Throwable problem) {
            fail(cause);
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        private <E extends Throwable> void fail(Throwable undeclared) throws E {
            calls.incrementAndGet();
            throw (E) undeclared;
        }
    }

    @Test
    void loggingFails_isIgnored() throws Exception {
        OutOfMemoryError scarce = new OutOfMemoryError("on purpose") {
            private static final long serialVersionUID = 1;

            @Override
            public void printStackTrace(PrintWriter out) {
                throw this;
            }
        };
        ServerListener broken = new ServerListener() {
            @Override
            public void failed(@Nullable Peer peer, Throwable cause) {
                throw scarce;
            }
        };

        new GuardedListener(broken).failed(null, scarce);
    }
}
