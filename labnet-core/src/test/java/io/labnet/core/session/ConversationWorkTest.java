// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Slow work: whatever is asked for after it happens after what it leads to. */
class ConversationWorkTest {
    private final NotingSession session = new NotingSession();
    private final List<Exception> failures = new ArrayList<>();

    @Test
    void work_leadsToItsResultBeforeWhatWasSentAfterIt() {
        session.onReceived = (line, out) -> {
            out.send("before,");
            work(out, () -> "result,");
            out.send("after");
        };
        HandDriven driven = HandDriven.lines(session);
        driven.receive("1\n");
        assertThat(driven.write()).isEqualTo("before,");
        driven.work();
        assertThat(driven.write()).isEqualTo("result,after");
    }

    @Test
    void takeWork_handsWorkOutOnce() {
        session.onReceived = (line, out) -> work(out, () -> line);
        HandDriven driven = HandDriven.lines(session);
        assertThat(driven.conversation.takeWork()).isNull();
        driven.receive("1\n");
        Runnable work = driven.conversation.takeWork();
        assertThat(work).isNotNull();
        assertThat(driven.conversation.takeWork()).isNull();
        work.run();
        assertThat(driven.unsent()).as("told before workDone").isEmpty();
        driven.conversation.workDone();
        assertThat(driven.unsent()).isEqualTo("1");
        assertThat(driven.conversation.takeWork()).isNull();
    }

    @Test
    void work_isDoneInTheOrderInWhichItWasGiven() {
        session.onReceived = (line, out) -> {
            work(out, () -> "one,");
            out.send("a,");
            work(out, () -> "two,");
            out.send("b,");
            work(out, () -> "three,");
            out.send("c");
        };
        HandDriven driven = HandDriven.lines(session);
        driven.receive("1\n");
        driven.work();
        assertThat(driven.write()).isEqualTo("one,a,");
        driven.work();
        assertThat(driven.write()).isEqualTo("two,b,");
        driven.work();
        assertThat(driven.write()).isEqualTo("three,c");
    }

    @Test
    void work_givenByWork_comesBeforeWhatWaits() {
        session.onReceived = (line, out) -> {
            out.work(
                    () -> "outer,",
                    (result, after) -> {
                        after.send(result);
                        work(after, () -> "inner,");
                        after.send("after inner,");
                    },
                    (failure, after) -> {});
            out.send("after outer,");
            work(out, () -> "last");
        };
        HandDriven driven = HandDriven.lines(session);
        driven.receive("1\n");
        driven.work();
        assertThat(driven.write()).isEqualTo("outer,");
        driven.work();
        assertThat(driven.write()).isEqualTo("inner,after inner,after outer,");
        driven.work();
        assertThat(driven.write()).isEqualTo("last");
    }

    @Test
    void work_tellsNullResult() {
        session.onReceived = (line, out) -> out.work(
                () -> null, (result, after) -> after.send("done " + result), (failure, after) -> after.send("failed"));
        HandDriven driven = HandDriven.lines(session);
        driven.receive("1\n");
        driven.work();
        assertThat(driven.write()).isEqualTo("done null");
    }

    @Test
    void work_tellsItsException() {
        Exception thrown = new Exception("broken");
        HandDriven driven = workThatThrows(() -> {
            throw thrown;
        });
        assertThat(failures).containsExactly(thrown);
        assertThat(driven.write()).isEqualTo("failed,after");
    }

    @Test
    void work_tellsItsErrorWrapped() {
        HandDriven driven = workThatThrows(() -> {
            throw new StackOverflowError();
        });
        assertThat(failures).singleElement().isInstanceOf(CompletionException.class);
        assertThat(failures.get(0)).hasCauseInstanceOf(StackOverflowError.class);
        assertThat(driven.write()).isEqualTo("failed,after");
    }

    @Test
    void work_tellsErrorOfAnyKind() {
        Error error = new Error("of a kind of its own");
        HandDriven driven = workThatThrows(() -> {
            throw error;
        });
        assertThat(failures).singleElement().isInstanceOf(CompletionException.class);
        assertThat(failures.get(0)).hasCause(error);
        assertThat(driven.write()).isEqualTo("failed,after");
    }

    @Test
    void workRefused_tellsFailure() {
        session.onReceived = (line, out) -> {
            work(out, () -> "never");
            out.send("after");
        };
        HandDriven driven = HandDriven.lines(session);
        driven.receive("1\n");
        driven.refuseWork();
        assertThat(failures).singleElement().isInstanceOf(RejectedExecutionException.class);
        assertThat(driven.write()).isEqualTo("failed,after");
    }

    @Test
    void work_mayNotUseTheOutbox() {
        session.onReceived = (line, out) -> work(out, () -> {
            out.send("from another thread");
            return "never";
        });
        HandDriven driven = HandDriven.lines(session);
        driven.receive("1\n");
        driven.work();
        assertThat(failures).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(driven.write()).isEqualTo("failed,");
    }

    @Test
    void work_holdsBackMessagesAndBoundary() {
        session.onReceived = (line, out) -> work(out, () -> line);
        HandDriven driven = HandDriven.lines(session);
        driven.receive("1\n2\n", Boundary.END);
        assertThat(session.told).containsExactly("received 1");
        assertThat(driven.conversation.wantsInput())
                .as("wants input behind the end")
                .isFalse();
        driven.work();
        assertThat(session.told).containsExactly("received 1", "received 2");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.NO);
        driven.work();
        assertThat(session.told).containsExactly("received 1", "received 2", "inputEnded");
        assertThat(driven.write()).isEqualTo("12");
    }

    @Test
    void work_holdsBackPauseThatEndsBody() {
        session.onReceived = (piece, out) -> work(out, () -> piece);
        HandDriven driven = HandDriven.opened(new ToyDecoders.Pieces(), 10, session);
        driven.receive("ab", Boundary.PAUSE);
        assertThat(driven.conversation.wantsInput()).isFalse();
        driven.work();
        driven.work();
        assertThat(session.told).containsExactly("received +ab", "received .");
        assertThat(driven.conversation.wantsInput()).isTrue();
        assertThat(driven.write()).isEqualTo("+ab.");
    }

    @Test
    void work_readsAheadNoMoreThanOneMessage() {
        session.onReceived = (line, out) -> work(out, () -> line);
        HandDriven driven = HandDriven.opened(ToyDecoders::line, 6, session);
        driven.receive("1\n");
        assertThat(driven.conversation.wantsInput()).isTrue();
        driven.receive("2\n3\n4");
        assertThat(driven.conversation.wantsInput()).isTrue();
        assertThat(driven.conversation.midMessage())
                .as("deadline runs during work")
                .isFalse();
        driven.receive("\n");
        assertThat(driven.conversation.wantsInput()).isFalse();
        driven.work();
        driven.work();
        driven.work();
        assertThat(session.told).containsExactly("received 1", "received 2", "received 3", "received 4");
    }

    @Test
    void work_putsOffBeingToldThatAllHasLeft() {
        session.onReceived = (line, out) -> {
            session.listening = Listening.NOT_NOW;
            out.send("piece,");
            out.work(() -> "", (result, after) -> {}, (failure, after) -> {});
        };
        session.on("drained", out -> {
            session.listening = Listening.UNLESS_BEHIND;
            out.send("next");
        });
        HandDriven driven = HandDriven.lines(session);
        driven.receive("1\n");
        assertThat(driven.write()).isEqualTo("piece,");
        assertThat(session.told).as("told nothing during work").containsExactly("received 1");
        driven.work();
        assertThat(session.told).containsExactly("received 1", "drained");
        assertThat(driven.write()).isEqualTo("next");
    }

    @Test
    void drained_afterWork_isToldOnceAndOnlyWhenItsWordsHaveLeftToo() {
        session.onReceived = (line, out) -> {
            out.send("piece,");
            work(out, () -> "result");
        };
        HandDriven driven = HandDriven.lines(session);
        driven.receive("1\n");
        driven.write();
        driven.work();
        assertThat(session.told).containsExactly("received 1");
        driven.write();
        assertThat(session.told).containsExactly("received 1", "drained");
    }

    @Test
    void work_waitsForThePeerOnlyInItsTurn() {
        session.onReceived = (line, out) -> {
            out.send("x".repeat(HandDriven.HIGH_WATER_MARK + 1));
            work(out, () -> "w");
        };
        HandDriven driven = HandDriven.lines(session);
        driven.receive("1\n2\n");
        driven.work();
        assertThat(session.told).as("behind, so nothing more is heard").containsExactly("received 1");
        driven.write();
        assertThat(session.told).containsExactly("received 1", "drained", "received 2");
    }

    private HandDriven workThatThrows(Callable<String> slow) {
        session.onReceived = (line, out) -> {
            work(out, slow);
            out.send("after");
        };
        HandDriven driven = HandDriven.lines(session);
        driven.receive("1\n");
        driven.work();
        return driven;
    }

    /** Has work done that leads to saying its result, or {@code failed,}. */
    private void work(Outbox<String> out, Callable<String> slow) {
        out.work(slow, (result, after) -> after.send(result), (failure, after) -> {
            failures.add(failure);
            after.send("failed,");
        });
    }
}
