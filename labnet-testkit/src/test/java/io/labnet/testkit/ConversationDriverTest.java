// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Closing;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Group;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.testkit.internal.TestProtocols;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Sessions that push, in groups and by timers, without a thread. */
class ConversationDriverTest {
    private final Group<String> room = new Group<>();

    /** A member of the room, which is told what others say, and pinged when it is silent. */
    private final class Member implements Session<String, String> {
        @Override
        public void opened(Outbox<String> out) {
            room.join(out.remote());
            out.whenReadIdle(Duration.ofSeconds(10), then -> then.send("ping"));
        }

        @Override
        public void received(String line, Outbox<String> out) {
            if (line.equals("bye")) {
                out.finish();
            } else {
                room.tell(line, out.remote());
            }
        }
    }

    private final ConversationDriver first = member();
    private final ConversationDriver second = member();

    @Test
    void group_isDrivenByHand() {
        first.arrive("hello\n");
        assertThat(second.writes()).isEmpty();
        assertThat(second.settle().writes()).containsExactly("hello\n");
        assertThat(first.settle().writes()).isEmpty();
        second.arrive("bye\n");
        assertThat(second.closing()).isEqualTo(Closing.FINISH);
        assertThat(room.size()).isOne();
    }

    @Test
    void time_passesByHand() {
        first.pass(Duration.ofSeconds(9)).arrive("here\n").pass(Duration.ofSeconds(9));
        assertThat(first.writes()).isEmpty();
        assertThat(first.pass(Duration.ofSeconds(11)).writes()).containsExactly("ping\n", "ping\n");
    }

    private ConversationDriver member() {
        return new ConversationDriver(new Conversation<>(TestProtocols.LINES, new Member()));
    }
}
