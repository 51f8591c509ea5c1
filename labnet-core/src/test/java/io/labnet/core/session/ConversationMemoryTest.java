// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static io.labnet.core.session.Action.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ByteArraySink;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Checks that an idle conversation holds no buffer. It inspects private fields, because no method returns the buffers.
 */
class ConversationMemoryTest {
    private final RecordingSession session = new RecordingSession();
    private final ManualConversation driven = ManualConversation.lines(session);

    @Test
    void newConversation_holdsNoBuffer() {
        assertThat(held()).isEmpty();
    }

    @Test
    void receive_incompleteMessage_holdsOnlyItsBytes() {
        driven.receive("one\ntwo\nth");
        assertThat(held()).singleElement().satisfies(buffer -> assertThat(((ByteBuffer) buffer).capacity())
                .isEqualTo(2));
        driven.receive("ree\n");
        assertThat(held()).isEmpty();
    }

    @Test
    void receive_wholeMessage_holdsNoBuffer() {
        driven.receive("one\n", Boundary.PAUSE);
        driven.receive("", Boundary.PAUSE);
        assertThat(held()).isEmpty();
    }

    @Test
    void sent_allOutput_releasesBuffers() {
        session.onMessage(send("a"), Outbox::flush, send("b"));
        driven.receive("one\n");
        assertThat(held()).isNotEmpty();
        driven.write();
        driven.conversation.delayElapsed();
        driven.write();
        assertThat(held()).isEmpty();
    }

    @Test
    void sent_mostOutput_shrinksBuffer() {
        session.onMessage(send("x".repeat(10_000)));
        driven.receive("one\n");
        assertThat(driven.conversation.bufferedBytes()).isEqualTo(10_000);
        driven.conversation.sent(4000);
        assertThat(driven.conversation.bufferedBytes()).isEqualTo(10_000);
        driven.conversation.sent(3000);
        assertThat(driven.conversation.bufferedBytes()).isEqualTo(3000);
        assertThat(driven.write()).isEqualTo("x".repeat(3000));
        assertThat(driven.conversation.bufferedBytes()).isZero();
    }

    @Test
    void bufferedBytes_countsInputOutputAndHeldBytes() {
        session.onMessage(send("a".repeat(1000)), Outbox::flush, send("b".repeat(1000)));
        driven.receive("one\nab");
        assertThat(driven.conversation.bufferedBytes()).isEqualTo(2002);
        session.held = 50;
        assertThat(driven.conversation.bufferedBytes()).isEqualTo(2052);
        driven.conversation.disconnected(null);
        assertThat(driven.conversation.bufferedBytes()).isZero();
    }

    @Test
    void workDone_releasesQueuedCalls() {
        session.onReceived = (line, out) -> {
            out.work(() -> line, (result, after) -> after.send(result), (failure, after) -> {});
            out.send("after");
        };
        driven.receive("one\n");
        assertThat(held()).isNotEmpty();
        driven.work();
        driven.write();
        assertThat(held()).isEmpty();
    }

    @Test
    void rejected_releasesInput() {
        driven.receive("half");
        driven.receive("!more");
        assertThat(held()).isEmpty();
    }

    @Test
    void timedOut_releasesInput() {
        driven.receive("half");
        driven.conversation.timedOut();
        assertThat(held()).isEmpty();
    }

    @Test
    void disconnected_releasesAllBuffers() {
        session.onReceived = (line, out) -> {
            out.send("a");
            out.flush();
            out.send("b");
            out.work(() -> "", (result, after) -> {}, (failure, after) -> {});
            out.send("c");
        };
        driven.receive("one\ntwo\nth");
        driven.conversation.disconnected(null);
        assertThat(held()).isEmpty();
    }

    private List<Object> held() {
        List<Object> buffers = new ArrayList<>();
        collect(driven.conversation, buffers);
        return buffers;
    }

    /** Adds the buffers and queues that an object and the parts of the conversation in its fields refer to. */
    private static void collect(Object owner, List<Object> buffers) {
        for (Field field : owner.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
                continue;
            }
            Object value;
            try {
                field.setAccessible(true);
                value = field.get(owner);
            } catch (IllegalAccessException e) {
                throw new LinkageError("a test may look at its own module", e);
            }
            if (value instanceof ByteBuffer || value instanceof ByteArraySink || value instanceof ArrayDeque) {
                buffers.add(value);
            } else if (value instanceof InputQueue || value instanceof OutputQueue || value instanceof OrderedOutbox) {
                collect(value, buffers);
            }
        }
    }
}
