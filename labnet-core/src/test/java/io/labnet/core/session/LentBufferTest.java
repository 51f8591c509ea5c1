// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Two conversations of one engine, which lends the same buffer to both, one after the other. */
class LentBufferTest {
    private final ManualEngine engine = new ManualEngine();
    private final Conversation<String, String> first = conversation();
    private final Conversation<String, String> second = conversation();

    @Test
    void unsent_afterRelease_isKeptForOtherSession() {
        receive(first, "one");
        first.releaseLentBuffer();
        receive(second, "two");
        assertThat(unsent(first)).isEqualTo("one");
        assertThat(unsent(second)).isEqualTo("two");
        second.sent(3);
        second.releaseLentBuffer();
        assertThat(unsent(first)).isEqualTo("one");
    }

    @Test
    void unsent_withoutRelease_isNotSharedWithOtherSession() {
        receive(first, "one");
        receive(second, "two");
        first.sent(1);
        receive(first, "more");
        assertThat(unsent(first)).isEqualTo("nemore");
        assertThat(unsent(second)).isEqualTo("two");
    }

    @Test
    void partlySent_afterRelease_keepsRest() {
        receive(first, "0123456789");
        first.sent(4);
        first.releaseLentBuffer();
        assertThat(unsent(first)).isEqualTo("456789");
        receive(first, "abc");
        first.releaseLentBuffer();
        assertThat(unsent(first)).isEqualTo("456789abc");
        assertThat(engine.lend().size()).isZero();
    }

    @Test
    void emptyMessage_leavesBufferEmpty() {
        receive(first, "");
        first.releaseLentBuffer();
        receive(second, "two");
        assertThat(unsent(second)).isEqualTo("two");
        assertThat(first.unsent().hasRemaining()).isFalse();
    }

    @Test
    void disconnected_leavesBufferEmpty() {
        receive(first, "one");
        first.disconnected(null);
        assertThat(engine.lend().size()).isZero();
    }

    private Conversation<String, String> conversation() {
        Conversation<String, String> conversation =
                new Conversation<>(ManualConversation.protocol(ToyProtocols::line, 100), (line, out) -> out.send(line));
        conversation.attach(engine);
        conversation.open(1000);
        return conversation;
    }

    private static void receive(Conversation<String, String> conversation, String line) {
        conversation.receive(StandardCharsets.US_ASCII.encode(line + "\n"), Boundary.MORE);
    }

    private static String unsent(Conversation<String, String> conversation) {
        return StandardCharsets.US_ASCII.decode(conversation.unsent()).toString();
    }
}
