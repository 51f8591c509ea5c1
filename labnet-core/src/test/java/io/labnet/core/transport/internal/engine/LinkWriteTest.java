// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static io.labnet.core.session.Action.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Outbox;
import io.labnet.core.session.RecordingSession;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LinkWriteTest {
    private final RecordingSession session = new RecordingSession();
    private final ManualLink driven = ManualLink.lines(session);

    @Test
    void reply_isOneWrite() {
        session.on("received a", send("one"), send("two"));
        driven.arrive(0, "a\n");
        assertThat(driven.wire.writes).containsExactly("onetwo");
        assertThat(driven.wire.writable).isFalse();
    }

    @Test
    void reply_doesNotFit_isWrittenWhenPeerReads() {
        session.on("received a", send("0123456789"));
        driven.wire.room = 3;
        driven.arrive(0, "a\n");
        assertThat(driven.wire.writable).isTrue();
        driven.take(10, 3);
        driven.take(20, 100);
        assertThat(driven.wire.writes).containsExactly("012", "345", "6789");
        assertThat(driven.wire.writable).isFalse();
        assertThat(session.events).containsExactly("opened", "received a", "drained");
    }

    @Test
    void longReply_doesNotBlockOtherConnections() {
        AtomicInteger said = new AtomicInteger();
        session.on("received a", send("first"));
        session.on("drained", out -> out.send("piece " + said.incrementAndGet()));
        driven.arrive(0, "a\n");
        assertThat(driven.wire.writes).hasSize(16);
        assertThat(driven.wire.writable).isTrue();
        driven.take(1, 0);
        assertThat(driven.wire.writes).hasSize(32);
    }

    @Test
    void flush_nextWriteFollowsAfterDelay() {
        session.on("received both", LinkWriteTest::sayBoth);
        driven.arrive(100, "both\n");
        assertThat(driven.wire.writes).containsExactly("token");
        assertThat(driven.next()).isEqualTo(100 + ManualLink.FLUSH_DELAY);
        driven.loop.runAt(100 + ManualLink.FLUSH_DELAY - 1);
        assertThat(driven.wire.writes).containsExactly("token");
        driven.loop.runAt(100 + ManualLink.FLUSH_DELAY);
        assertThat(driven.wire.writes).containsExactly("token", "key");
        assertThat(driven.wire.done).containsExactly("flush");
    }

    /** The delay starts at the write, even if the session took long to encode. */
    @Test
    void flush_slowSession_delayStartsAtWrite() {
        session.on("received both", out -> {
            driven.loop.setMillis(180);
            sayBoth(out);
        });
        driven.arrive(100, "both\n");
        assertThat(driven.wire.writes).containsExactly("token");
        assertThat(driven.next()).isEqualTo(180 + ManualLink.FLUSH_DELAY);
        driven.loop.runAt(180 + ManualLink.FLUSH_DELAY - 1);
        assertThat(driven.wire.writes).containsExactly("token");
    }

    @Test
    void flush_afterPartialWrites_isNotMerged() {
        session.on("received both", LinkWriteTest::sayBoth);
        driven.wire.room = 2;
        driven.arrive(0, "both\n");
        driven.take(1000, 2);
        driven.take(2000, 10);
        assertThat(driven.wire.writes).containsExactly("to", "ke", "n");
        assertThat(driven.next()).isEqualTo(2000 + ManualLink.FLUSH_DELAY);
        driven.loop.runAt(2000 + ManualLink.FLUSH_DELAY);
        assertThat(driven.wire.writes).containsExactly("to", "ke", "n", "key");
    }

    @Test
    void flush_threeMessages_areThreeWrites() {
        session.on("received a", out -> {
            sayBoth(out);
            out.flush();
            out.send("third");
            out.finish();
        });
        driven.arrive(0, "a\n");
        driven.loop.runAt(25);
        assertThat(driven.wire.writes).containsExactly("token", "key");
        driven.loop.runAt(50);
        assertThat(driven.wire.writes).containsExactly("token", "key", "third");
        assertThat(driven.wire.done).containsExactly("flush", "flush", "finish");
    }

    @Test
    void flush_incompleteInputKeepsArriving_isStillWritten() {
        session.on("received both", LinkWriteTest::sayBoth);
        driven.arrive(0, "both\n");
        driven.arrive(20, "incomplete");
        driven.loop.runAt(ManualLink.FLUSH_DELAY);
        assertThat(driven.wire.writes).containsExactly("token", "key");
    }

    @Test
    void flush_messagesKeepArriving_isStillWritten() {
        session.on("received both", LinkWriteTest::sayBoth);
        driven.arrive(0, "both\n");
        for (int millis = 10; millis < 100; millis += 10) {
            driven.arrive(millis, "more\n");
            driven.loop.runAt(millis);
        }
        assertThat(driven.wire.writes).containsExactly("token", "key");
    }

    private static void sayBoth(Outbox<String> out) {
        out.send("token");
        out.flush();
        out.send("key");
    }
}
