// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The timers of a conversation, with a clock that the test sets. */
class TimersTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<Timer> timers = new ArrayList<>();
    private final RecordingSession session = new RecordingSession();
    private final ManualConversation driven = ManualConversation.lines(session);

    private ManualConversation asked(Consumer<Outbox<String>> what) {
        session.onReceived = (line, out) -> what.accept(out);
        driven.receive("1\n");
        return driven;
    }

    @Test
    void after_runsOnceAfterDelay() {
        asked(out -> timers.add(out.after(SECOND, then -> then.send("now"))));
        driven.engine.pass(SECOND.minusNanos(1));
        assertThat(driven.unsent()).isEmpty();
        driven.engine.pass(Duration.ofNanos(1));
        assertThat(driven.write()).isEqualTo("now");
        driven.engine.pass(Duration.ofDays(1));
        assertThat(driven.unsent()).isEmpty();
    }

    @Test
    void every_runsUntilCancelled() {
        asked(out -> timers.add(out.every(SECOND, then -> then.send("tick,"))));
        driven.engine.pass(Duration.ofMillis(3500));
        assertThat(driven.write()).isEqualTo("tick,tick,tick,");
        asked(out -> timers.get(0).cancel());
        driven.engine.pass(Duration.ofHours(1));
        assertThat(driven.unsent()).isEmpty();
        assertThat(driven.engine.timers()).isZero();
    }

    @Test
    void every_mayCancelItself() {
        asked(out -> timers.add(out.every(SECOND, then -> {
            then.send("once");
            timers.get(0).cancel();
        })));
        driven.engine.pass(Duration.ofMinutes(1));
        assertThat(driven.write()).isEqualTo("once");
    }

    @Test
    void whenReadIdle_runsOnlyAfterSilenceAndKeepsConversation() {
        asked(out -> out.whenReadIdle(SECOND, then -> then.send("ping,")));
        session.onReceived = (line, out) -> {};
        driven.engine.pass(Duration.ofMillis(900));
        driven.receive("2\n");
        driven.engine.pass(Duration.ofMillis(900));
        assertThat(driven.unsent()).as("0.9 s after the last byte").isEmpty();
        driven.engine.pass(Duration.ofMillis(100));
        assertThat(driven.write()).isEqualTo("ping,");
        driven.engine.pass(Duration.ofSeconds(2));
        assertThat(driven.write()).isEqualTo("ping,ping,");
        assertThat(driven.conversation.closing()).isEqualTo(Closing.NO);
    }

    @Test
    void whenWriteIdle_isDelayedByOutputNotInput() {
        asked(out -> out.whenWriteIdle(SECOND, then -> then.send("beat")));
        session.onReceived = (line, out) -> {};
        driven.engine.pass(Duration.ofMillis(600));
        driven.receive("2\n");
        driven.engine.pass(Duration.ofMillis(400));
        assertThat(driven.write()).isEqualTo("beat");
        driven.engine.pass(Duration.ofMillis(999));
        assertThat(driven.unsent()).isEmpty();
        driven.engine.pass(Duration.ofMillis(1));
        assertThat(driven.write()).isEqualTo("beat");
    }

    @Test
    void after_dueDuringWork_runsAfterIt() {
        asked(out -> {
            out.after(SECOND, then -> then.send("late"));
            out.work(() -> "work,", (result, then) -> then.send(result), (failure, then) -> {});
        });
        driven.engine.pass(Duration.ofSeconds(5));
        assertThat(driven.unsent()).isEmpty();
        driven.work();
        assertThat(driven.write()).isEqualTo("work,late");
    }

    @Test
    void after_changesReadPolicy_bufferedInputIsDecoded() {
        asked(out -> {
            session.readPolicy = ReadPolicy.NOT_NOW;
            out.after(SECOND, then -> session.readPolicy = ReadPolicy.UNLESS_BEHIND);
        });
        session.onReceived = (line, out) -> out.send(line);
        driven.receive("kept\n");
        assertThat(driven.unsent()).isEmpty();
        driven.engine.pass(SECOND);
        assertThat(driven.write()).isEqualTo("kept");
    }

    @Test
    void timers_afterEndOfConversation_doNotRun() {
        asked(out -> {
            out.every(SECOND, then -> then.send("tick"));
            out.after(SECOND, then -> then.send("tock"));
        });
        assertThat(driven.engine.timers()).isEqualTo(2);
        asked(Outbox::finish);
        assertThat(driven.engine.timers()).isZero();
    }

    @Test
    void cancel_outsideOfACall_throws() {
        asked(out -> timers.add(out.after(SECOND, then -> {})));
        assertThatThrownBy(() -> timers.get(0).cancel()).isInstanceOf(IllegalStateException.class);
        driven.conversation.disconnected(null);
        timers.get(0).cancel();
        assertThat(driven.engine.timers()).isZero();
    }

    @Test
    void invalidDurations_throw() {
        asked(out -> {
            assertThatThrownBy(() -> out.after(Duration.ofMillis(-1), then -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("delay PT-0.001S is negative");
            assertThatThrownBy(() -> out.every(Duration.ZERO, then -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("period PT0S is not positive");
            assertThatThrownBy(() -> out.whenReadIdle(Duration.ZERO, then -> {}))
                    .isInstanceOf(IllegalArgumentException.class);
            out.after(Duration.ofSeconds(Long.MAX_VALUE), then -> out.send("never"));
        });
        driven.engine.pass(Duration.ofDays(365));
        assertThat(driven.unsent()).isEmpty();
    }

    @Test
    void tenThousandTimers_runInOrderOfTime() {
        Random random = new Random(1);
        List<Integer> happened = new ArrayList<>();
        asked(out -> {
            for (int i = 0; i < 10_000; i++) {
                int millis = random.nextInt(100_000);
                Timer timer = out.after(Duration.ofMillis(millis), then -> happened.add(millis));
                if (i % 10 == 0) {
                    timer.cancel();
                }
            }
        });
        driven.engine.pass(Duration.ofSeconds(100));
        assertThat(happened).hasSize(9_000).isSorted();
    }
}
