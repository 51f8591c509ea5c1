// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static io.labnet.core.session.Action.send;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Messages separated by {@link Outbox#flush} are never written together. */
class ConversationFlushTest {
    private final RecordingSession session = new RecordingSession();
    private final ManualConversation driven = ManualConversation.lines(session);

    @Test
    void flush_holdsBackLaterMessages() {
        session.onMessage(send("a"), send("b"), Outbox::flush, send("c"), send("d"));
        driven.receive("1\n");
        assertThat(driven.unsent()).isEqualTo("ab");
        assertThat(driven.conversation.flushPending()).isTrue();
        assertThat(driven.write()).isEqualTo("ab");
        assertThat(driven.unsent()).isEmpty();
        assertThat(driven.conversation.flushPending()).isTrue();
        driven.conversation.delayElapsed();
        assertThat(driven.conversation.flushPending()).isFalse();
        assertThat(driven.write()).isEqualTo("cd");
        assertThat(session.events).containsExactly("received 1", "drained");
    }

    @Test
    void flush_holdsBackDuringPartialWrites() {
        session.onMessage(send("abc"), Outbox::flush, send("def"));
        driven.receive("1\n");
        driven.conversation.sent(1);
        driven.conversation.delayElapsed();
        assertThat(driven.unsent()).isEqualTo("bc");
        driven.conversation.sent(2);
        driven.conversation.delayElapsed();
        driven.conversation.sent(1);
        assertThat(driven.unsent()).isEqualTo("ef");
        driven.conversation.sent(2);
        assertThat(driven.unsent()).isEmpty();
        assertThat(session.events).containsExactly("received 1", "drained");
    }

    @Test
    void flush_beforeFirstWrite_holdsBackLaterMessages() {
        session.onMessage(Outbox::flush, send("a"));
        driven.receive("1\n");
        assertThat(driven.unsent()).isEmpty();
        assertThat(driven.conversation.flushPending()).isTrue();
        driven.conversation.delayElapsed();
        assertThat(driven.write()).isEqualTo("a");
    }

    @Test
    void flush_withoutLaterMessage_isNotPending() {
        session.onReceived = (line, out) -> {
            out.send(line);
            out.flush();
        };
        driven.receive("1\n");
        assertThat(driven.conversation.flushPending()).isFalse();
        assertThat(driven.write()).isEqualTo("1");
        assertThat(session.events).containsExactly("received 1", "drained");
        driven.receive("2\n");
        assertThat(driven.unsent()).as("2 is in a separate write").isEmpty();
        driven.conversation.delayElapsed();
        assertThat(driven.write()).isEqualTo("2");
    }

    @Test
    void flush_delayElapsesBeforeNextMessage_stillSeparatesWrites() {
        session.onReceived = (line, out) -> {
            out.send(line);
            out.flush();
        };
        driven.receive("1\n");
        driven.write();
        driven.conversation.delayElapsed();
        driven.receive("2\n");
        assertThat(driven.unsent()).isEmpty();
        driven.conversation.delayElapsed();
        assertThat(driven.write()).isEqualTo("2");
    }

    @Test
    void delayElapsed_withNothingHeldBack_doesNothing() {
        driven.conversation.delayElapsed();
        session.onReceived = (line, out) -> out.send(line);
        driven.receive("1\n");
        driven.conversation.delayElapsed();
        assertThat(driven.write()).isEqualTo("1");
    }
}
