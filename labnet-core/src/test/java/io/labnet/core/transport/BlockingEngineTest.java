// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static io.labnet.core.session.Answer.send;
import static io.labnet.core.session.Answer.workThen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Protocol;
import io.labnet.core.session.Answer;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Listening;
import io.labnet.core.session.NotingSession;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.ToyProtocols;
import io.labnet.core.transport.internal.engine.HandConnection;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's engine against a connection that is the test. */
class BlockingEngineTest {
    private static final Duration BRIEF = Duration.ofMillis(50);
    private static final Protocol<String, String> IMPATIENT = ToyProtocols.lines(BRIEF, BRIEF);

    private final NotingSession session = new NotingSession();
    private final HandConnection connection = new HandConnection();

    @AfterEach
    void everythingIsOver() {
        assertThat(session.told).endsWith("closed").containsOnlyOnce("closed");
        assertThat(connection.done).contains("close");
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("labnet-client-writer");
    }

    @Test
    void conversation_goesToItsEnd() throws IOException {
        session.on("opened", send("hello"));
        connection.thenText("a\nb\n").then(into -> Boundary.END);
        run();
        assertThat(session.told)
                .filteredOn(event -> !event.equals("drained"))
                .containsExactly("opened", "received a", "received b", "inputEnded", "closed");
        assertThat(connection.done).contains("write hello");
    }

    @Test
    void finish_waitsForThePeersEnd() throws IOException {
        session.on("received bye", Outbox::finish);
        connection.thenText("bye\n").thenText("not heard\n").then(into -> {
            await(connection.finished);
            return Boundary.END;
        });
        run();
        assertThat(session.told).containsExactly("opened", "received bye", "closed");
        assertThat(connection.done).startsWith("finish");
    }

    @Test
    void finish_byTheWriterWakesTheReader() throws IOException {
        session.on("opened", send("last words")).on("drained", Outbox::finish);
        // The peer neither answers nor leaves.
        run();
        assertThat(connection.done).containsSubsequence("write last words", "finish", "close");
    }

    /** On the thread of the reader, at the end of its input, and on the thread of the writer. */
    @ParameterizedTest
    @ValueSource(strings = {"received bye", "inputEnded", "drained"})
    void abort_resets(String event) throws IOException {
        happens(event, Outbox::abort);
        run();
        assertThat(connection.done)
                .startsWith(
                        event.equals("drained") ? new String[] {"write last words", "abort"} : new String[] {"abort"})
                .doesNotContain("finish");
    }

    @Test
    void connectionThatBreaks_isAFailure() {
        connection.then(into -> {
            throw new SocketException("reset");
        });
        assertThatThrownBy(this::run).isInstanceOf(SocketException.class).hasMessage("reset");
    }

    @Test
    void connectionThatBreaks_afterTheLastWordIsNone() throws IOException {
        session.on("received bye", Outbox::finish);
        connection.thenText("bye\n").then(into -> {
            throw new SocketException("reset");
        });
        run();
        assertThat(session.told).containsExactly("opened", "received bye", "closed");
    }

    @Test
    void answer_isHeardAlthoughWritingFailed() {
        session.on("opened", send("a long text"));
        connection.writable = false;
        connection
                .then(into -> {
                    await(connection.writeFailed);
                    into.put("no more, please\n".getBytes(StandardCharsets.US_ASCII));
                    return Boundary.MORE;
                })
                .then(into -> Boundary.END);
        assertThatThrownBy(this::run)
                .isInstanceOf(IOException.class)
                .hasMessage("writing failed: broken pipe")
                .hasCauseInstanceOf(SocketException.class);
        assertThat(session.told).contains("received no more, please");
    }

    @ParameterizedTest
    @CsvSource({"opened, false", "received bye, false", "drained, false", "drained, true"})
    void sessionThatFails_isPassedOn(String event, boolean badly) {
        happens(event, out -> {
            if (badly) {
                throw new AssertionError("on purpose");
            }
            throw new IllegalStateException("on purpose");
        });
        assertThatThrownBy(this::run)
                .isInstanceOf(badly ? AssertionError.class : IllegalStateException.class)
                .hasMessage("on purpose");
    }

    @Test
    void sessionThatFails_whenClosedLeavesNothingOpen() {
        session.onClosed(() -> {
            throw new IllegalStateException("on purpose");
        });
        connection.then(into -> Boundary.END);
        assertThatThrownBy(this::run).isInstanceOf(IllegalStateException.class).hasMessage("on purpose");
        awaitNoWriter();
    }

    @Test
    void messageThatCameWhileHeldUp_isHeard() throws IOException {
        connection.thenText("a").thenTextMeanwhile("b\n").then(into -> Boundary.END);
        run();
        assertThat(session.told).containsExactly("opened", "received ab", "inputEnded", "closed");
    }

    @Test
    void messageThatIsIncompleteAfterTheLastLook_isTimedOut() throws IOException {
        connection.thenText("a").thenTextMeanwhile("b").then(into -> Boundary.END);
        run();
        assertThat(session.told).containsExactly("opened", "timedOut", "closed");
    }

    @Test
    void peerThatIsSilent_isTimedOut() throws IOException {
        session.on("timedOut", send("too slow"));
        connection.thenNothing().then(into -> Boundary.END);
        run();
        assertThat(session.told).startsWith("opened", "timedOut").containsOnlyOnce("timedOut");
        assertThat(connection.done).startsWith("write too slow");
    }

    @Test
    void peerThatTakesWhatIsSaid_isNotTimedOut() throws IOException {
        CountDownLatch said = new CountDownLatch(1);
        connection.writeGate = new CountDownLatch(1);
        session.on("opened", send("hello")).on("drained", out -> said.countDown());
        connection
                .then(into -> {
                    // Only now, during the read, something is taken.
                    connection.clock.addAndGet(Duration.ofSeconds(29).toNanos());
                    connection.writeGate.countDown();
                    await(said);
                    connection.clock.addAndGet(Duration.ofSeconds(1).toNanos());
                    throw new SocketTimeoutException("nothing arrived");
                })
                .then(into -> Boundary.END);
        run();
        assertThat(session.told).doesNotContain("timedOut");
        // Since then, not since the last read began.
        assertThat(connection.waits).startsWith(HandConnection.READ_TIMEOUT, Duration.ofSeconds(29));
    }

    @Test
    void peerThatDrips_isTimedOutWhenItsMessageTakesTooLong() throws IOException {
        Duration step = Duration.ofSeconds(20);
        connection
                .thenTextAfter(step, "a")
                .thenTextAfter(step, "b")
                .thenTextAfter(step, "c")
                .thenNothing();
        run(ToyProtocols.lines(Duration.ofSeconds(30), Duration.ofSeconds(50)));
        assertThat(session.told).containsExactly("opened", "timedOut", "closed");
        assertThat(connection.waits)
                .extracting(Duration::toSeconds)
                .as("no more than is left to the message")
                .startsWith(30L, 30L, 30L, 10L);
    }

    @Test
    void peerThatDrips_isToldSoOnlyIfItsMessageIsNotThere() throws IOException {
        connection.thenText("a").thenTextAfter(Duration.ofSeconds(5), "\n").then(into -> Boundary.END);
        run();
        assertThat(session.told).containsExactly("opened", "received a", "inputEnded", "closed");
    }

    @Test
    void deadline_isThatOfOneMessage() throws IOException {
        Duration time = Duration.ofSeconds(20);
        connection
                .thenTextAfter(time, "a")
                .thenTextAfter(time, "\nb")
                .thenTextAfter(time, "\nc")
                .thenTextAfter(time, "\n")
                .then(into -> Boundary.END);
        run(ToyProtocols.lines(Duration.ofSeconds(30), Duration.ofSeconds(25)));
        assertThat(session.told)
                .containsExactly("opened", "received a", "received b", "received c", "inputEnded", "closed");
    }

    @Test
    void lastWords_thatAreSeparateAreSaidWhenTimeRunsOut() throws IOException {
        session.on("timedOut", send("too"), Outbox::separate, send("slow"));
        connection.thenNothing();
        run();
        assertThat(session.count("timedOut")).isOne();
        assertThat(connection.done).containsSubsequence("write too", "write slow", "finish");
    }

    @Test
    void slowWork_isNotTimedOut() throws IOException {
        CountDownLatch timedOut = new CountDownLatch(1);
        session.on(
                "received a",
                out -> out.work(
                        () -> {
                            await(timedOut);
                            return "done";
                        },
                        (result, then) -> {
                            then.send(result);
                            then.finish();
                        },
                        (problem, then) -> then.abort()));
        connection.thenText("a\n").thenNothing().then(into -> {
            timedOut.countDown();
            throw new SocketTimeoutException("nothing arrived");
        });
        run();
        assertThat(session.told).doesNotContain("timedOut");
        assertThat(connection.done).startsWith("write done", "finish");
    }

    @Test
    void slowWork_askedForByTheWriterIsDoneWhileThePeerSaysNothing() throws IOException {
        session.on("opened", send("first ")).on("drained", out -> {
            if (session.count("drained") == 1) {
                out.work(() -> "second", (result, then) -> then.send(result), (problem, then) -> then.abort());
            } else {
                out.finish();
            }
        });
        run();
        assertThat(connection.done).containsSubsequence("write first ", "pause", "write second", "finish");
    }

    @Test
    void slowWork_atTheEndOfTheInputIsDoneFirst() throws IOException {
        session.on("inputEnded", workThen(send("result"), Outbox::finish));
        connection.then(into -> Boundary.END);
        run();
        assertThat(connection.done).startsWith("write result");
    }

    @Test
    void slowWork_ofAPeerThatIsGoneIsInterrupted() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<String> interrupted = new CompletableFuture<>();
        session.on(
                "received a",
                out -> out.work(
                        () -> {
                            started.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                interrupted.complete("interrupted");
                            }
                            return "never said";
                        },
                        (result, then) -> then.send(result),
                        (problem, then) -> then.abort()));
        connection.thenText("a\n").then(into -> {
            await(started);
            throw new SocketException("reset");
        });
        assertThatThrownBy(this::run).hasMessage("reset");
        assertThat(interrupted.get(60, TimeUnit.SECONDS)).isEqualTo("interrupted");
        awaitNoWriter();
        assertThat(connection.done).containsOnly("close");
    }

    @Test
    void separated_goesInWritesOfTheirOwnWithAPauseBetween() throws IOException {
        session.on("opened", send("token"), Outbox::separate, send("key"), Outbox::finish);
        connection.then(into -> Boundary.END);
        run();
        assertThat(connection.done).startsWith("write token", "pause", "write key");
    }

    @Test
    void pause_isToldOnlyToAProtocolThatKnowsThem() throws IOException {
        connection.thenText("a").then(into -> Boundary.PAUSE).then(into -> Boundary.END);
        BlockingEngine.run(connection, new Conversation<>(ToyProtocols.PAUSED, session));
        assertThat(session.told).contains("received a|");
    }

    @Test
    void sessionThatNeverListens_isTimedOut() throws IOException {
        session.listening = Listening.NOT_NOW;
        connection.then(into -> Boundary.END);
        BlockingEngine.run(connection, new Conversation<>(IMPATIENT, session));
        assertThat(session.told).containsExactly("opened", "timedOut", "closed");
    }

    @Test
    void callerThatIsInterrupted_endsTheConversation() {
        session.listening = Listening.NOT_NOW;
        Thread.currentThread().interrupt();
        assertThatThrownBy(this::run).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        awaitNoWriter();
    }

    /** Lets something happen. A peer that has nothing to do with it says nothing: only the writer can wake the reader. */
    private void happens(String event, Answer answer) {
        session.on(event, answer);
        switch (event) {
            case "received bye" -> connection.thenText("bye\n");
            case "inputEnded" -> connection.then(into -> Boundary.END);
            case "drained" -> session.on("opened", send("last words"));
            default -> assertThat(event).isEqualTo("opened");
        }
    }

    private void run() throws IOException {
        run(ToyProtocols.LINES);
    }

    private void run(Protocol<String, String> protocol) throws IOException {
        BlockingEngine.run(connection, new Conversation<>(protocol, session), connection.clock::get);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static void awaitNoWriter() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("labnet-client-writer")) {
                try {
                    thread.join(TimeUnit.SECONDS.toMillis(60));
                } catch (InterruptedException e) {
                    throw new AssertionError("interrupted", e);
                }
            }
        }
    }
}
