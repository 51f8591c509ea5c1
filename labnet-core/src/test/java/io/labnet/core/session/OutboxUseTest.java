// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class OutboxUseTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TestFactory
    Stream<DynamicTest> outbox_afterTheCall_throws() {
        return Stream.of(
                use("send", out -> out.send("late")),
                use("flush", Outbox::flush),
                use("work", out -> out.work(() -> 1, (done, then) -> {}, (problem, then) -> {})),
                use("remote", Outbox::remote),
                use("after", out -> out.after(SECOND, then -> {})),
                use("every", out -> out.every(SECOND, then -> {})),
                use("whenReadIdle", out -> out.whenReadIdle(SECOND, then -> {})),
                use("whenWriteIdle", out -> out.whenWriteIdle(SECOND, then -> {})),
                use("switchTo", out -> out.switchTo(ToyProtocols.LINES, new RecordingSession())),
                use("finish", Outbox::finish),
                use("abort", Outbox::abort));
    }

    private static DynamicTest use(String method, Consumer<Outbox<String>> late) {
        return dynamicTest(method, () -> {
            List<Outbox<String>> kept = new ArrayList<>();
            RecordingSession session = new RecordingSession();
            ManualConversation driven = ManualConversation.lines(session);
            session.onReceived = (line, out) -> kept.add(out);
            driven.receive("1\n");
            assertThatThrownBy(() -> late.accept(kept.get(0)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("valid only during the call");
            assertThat(driven.unsent()).isEmpty();
            assertThat(driven.conversation.closing()).isEqualTo(Closing.NO);
            assertThat(driven.engine.timers()).isZero();
        });
    }
}
