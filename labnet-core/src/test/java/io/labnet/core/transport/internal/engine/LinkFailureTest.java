// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static io.labnet.core.session.Answer.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Answer;
import io.labnet.core.session.NotingSession;
import io.labnet.core.session.Outbox;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a session throws, wherever: its conversation ends, and everybody is told exactly once. */
class LinkFailureTest {
    private final NotingSession session = new NotingSession();

    @ParameterizedTest
    @ValueSource(strings = {"opened", "received a", "drained", "inputEnded", "rejected", "timedOut"})
    void sessionThatFails_isClosedOnce(String event) {
        check(event, LinkFailureTest::fail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"opened", "received a", "drained", "inputEnded", "rejected", "timedOut"})
    void sessionThatFailsBadly_isClosedOnce(String event) {
        check(event, LinkFailureTest::failBadly);
    }

    @ParameterizedTest
    @ValueSource(strings = {"opened", "received a", "drained", "inputEnded", "rejected", "timedOut"})
    void sessionThatThrowsWhatNobodyDeclared_isClosedOnce(String event) {
        check(event, out -> throwUndeclared(new Exception("on purpose")));
    }

    /** It is no failure of the wire, whatever it looks like: the session failed, and the operator is told. */
    @ParameterizedTest
    @ValueSource(strings = {"opened", "received a", "drained", "inputEnded", "rejected", "timedOut"})
    void sessionThatThrowsAFailureOfIo_isClosedOnce(String event) {
        check(event, out -> throwUndeclared(new IOException("on purpose")));
    }

    @Test
    void sessionThatFailsWhenClosed_hasLeftAllTheSame() {
        DrivenLink driven = DrivenLink.lines(session.onClosed(LinkFailureTest::failWhenClosed));
        driven.end(0);
        assertThat(driven.listener.told).containsExactly("failed on purpose", "closed");
        assertThat(driven.server.left).isOne();
    }

    @Test
    void workThatLeadsToAFailure_isClosedOnce() {
        session.on("received a", out -> out.work(() -> 1, (x, then) -> fail(then), (e, then) -> then.abort()));
        DrivenLink driven = DrivenLink.lines(session);
        driven.arrive(0, "a\n");
        driven.work(1);
        assertThat(driven.listener.told).containsExactly("served 1", "failed on purpose", "closed by on purpose");
        assertThat(driven.server.left).isOne();
    }

    @Test
    void peerThatResets_isNoFailure() {
        DrivenLink driven = DrivenLink.lines(session);
        driven.wire.broken = true;
        driven.link.readable();
        assertThat(driven.listener.told).containsExactly("closed by the peer has reset the connection");
        assertThat(driven.wire.done).containsExactly("close");
        assertThat(driven.server.left).isOne();
    }

    @Test
    void sessionThatThrowsWhatNobodyDeclaredWhenClosed_hasLeftAllTheSame() {
        DrivenLink driven = DrivenLink.lines(session.onClosed(() -> throwUndeclared(new Exception("on purpose"))));
        driven.end(0);
        assertThat(driven.listener.told).containsExactly("failed on purpose", "closed");
        assertThat(driven.server.left).isOne();
    }

    private void check(String event, Answer failure) {
        session.on("received a", send("reply")).on(event, failure);
        DrivenLink driven = DrivenLink.lines(session);
        driven.arrive(0, "a\n");
        switch (event) {
            case "inputEnded" -> driven.end(1);
            case "rejected" -> driven.arrive(1, "\0");
            case "timedOut" -> driven.loop.runAt(DrivenLink.IDLE);
            default -> assertThat(session.told).contains(event);
        }
        assertThat(driven.listener.told)
                .containsOnlyOnce("failed on purpose", "closed by on purpose")
                .endsWith("failed on purpose", "closed by on purpose");
        assertThat(session.told).endsWith(event.equals("rejected") ? "rejected MALFORMED at 0" : event, "closed");
        assertThat(session.count("closed")).isOne();
        assertThat(driven.wire.done).containsExactly("abort");
        assertThat(driven.server.left).isOne();
        assertThat(driven.loop.deadlines().isEmpty()).isTrue();
    }

    private static void fail(Outbox<String> out) {
        throw new IllegalStateException("on purpose");
    }

    private static void failBadly(Outbox<String> out) {
        throw new AssertionError("on purpose");
    }

    private static void failWhenClosed() {
        throw new IllegalStateException("on purpose");
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void throwUndeclared(Throwable cause) throws E {
        throw (E) cause;
    }
}
