// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static io.labnet.core.session.Action.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.labnet.core.session.Conversation;
import io.labnet.core.session.RecordingSession;
import io.labnet.core.session.ToyProtocols;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that an exception of a session ends its conversation and is reported exactly once. */
class LinkFailureTest {
    private final RecordingSession session = new RecordingSession();
    private final ManualServer server =
            new ManualServer(peer -> null, ServerOptions.defaults().withListener(ServerListener.SILENT));
    private final ManualLoop loop = new ManualLoop(server);
    private final ManualWire wire = new ManualWire();

    /** Exceptions of a session, including those that look like a failure of the wire. */
    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("on purpose"),
                new AssertionError("on purpose"),
                new Exception("on purpose"),
                new IOException("on purpose"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void sessionThrows_isReportedAndClosedOnce(Throwable failure) {
        for (String event : List.of("opened", "received a", "drained", "inputEnded", "rejected", "timedOut")) {
            check(event, failure);
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void sessionThrowsWhenClosed_connectionIsStillReleased(Throwable failure) {
        ManualLink driven = ManualLink.lines(session.onClosed(() -> throwUndeclared(failure)));
        driven.end(0);

        assertThat(driven.listener.events).containsExactly("failed on purpose", "closed");
        assertThat(driven.server.left).isOne();
    }

    @Test
    void workCallbackThrows_isClosedOnce() {
        session.on(
                "received a",
                out -> out.work(
                        () -> 1,
                        (x, then) -> {
                            throw new IllegalStateException("on purpose");
                        },
                        (e, then) -> then.abort()));
        ManualLink driven = ManualLink.lines(session);
        driven.arrive(0, "a\n");
        driven.work(1);
        assertThat(driven.listener.events).containsExactly("served 1", "failed on purpose", "closed by on purpose");
        assertThat(driven.server.left).isOne();
    }

    @Test
    void peerResets_isNotReportedAsFailure() {
        ManualLink driven = ManualLink.lines(session);
        driven.wire.broken = true;
        driven.link.readable();
        assertThat(driven.listener.events).containsExactly("closed by the peer has reset the connection");
        assertThat(driven.wire.done).containsExactly("close");
        assertThat(driven.server.left).isOne();
    }

    /** As when memory has run out: the peer can't be created, so nothing can be reported about it. */
    @Test
    void beginFails_admissionIsReleasedOnce() {
        session.on("opened", out -> throwUndeclared(new IllegalStateException("on purpose")));
        loop.begin(linkWithFailingListener());

        assertThat(loop.deadlines().isEmpty()).isTrue();
        assertThat(server.left).isOne();
    }

    @Test
    void stopFails_loopStillEnds() {
        Link link = linkWithFailingListener();
        loop.begin(link);
        wire.put("incomplete");
        link.readable();
        loop.stop(0);

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> loop.runAt(0));

        assertThat(wire.done).containsExactly("abort");
        assertThat(server.left).isOne();
    }

    private Link linkWithFailingListener() {
        int noPort = -1;
        return new Link(loop, wire, new Conversation<>(ToyProtocols.LINES, session), server.host(), noPort, 0);
    }

    private static void check(String event, Throwable failure) {
        RecordingSession session = new RecordingSession();
        session.on("received a", send("reply")).on(event, out -> throwUndeclared(failure));
        ManualLink driven = ManualLink.lines(session);
        driven.arrive(0, "a\n");
        switch (event) {
            case "inputEnded" -> driven.end(1);
            case "rejected" -> driven.arrive(1, "!");
            case "timedOut" -> driven.loop.runAt(ManualLink.IDLE);
            default -> assertThat(session.events).contains(event);
        }
        assertThat(driven.listener.events)
                .containsOnlyOnce("failed on purpose", "closed by on purpose")
                .endsWith("failed on purpose", "closed by on purpose");
        assertThat(session.events).endsWith(event.equals("rejected") ? "rejected MALFORMED at 0" : event, "closed");
        assertThat(session.count("closed")).isOne();
        assertThat(driven.wire.done).containsExactly("abort");
        assertThat(driven.server.left).isOne();
        assertThat(driven.loop.deadlines().isEmpty()).isTrue();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void throwUndeclared(Throwable cause) throws E {
        throw (E) cause;
    }
}
