// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static io.labnet.core.session.Answer.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.NotingSession;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.ToyProtocols;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the reader and the writer of a client's conversation do to each other, step by step in one thread. */
class SharedSessionTest {
    @Test
    void abortWhileSomethingIsWritten_isNoFault() throws IOException {
        NotingSession session = new NotingSession();
        session.on("opened", send("hello")).on("received bye", Outbox::abort);
        SharedSession shared =
                new SharedSession(new Conversation<>(ToyProtocols.LINES, session), Duration.ofSeconds(30), () -> 0);
        shared.tell(conversation -> conversation.open(1024));
        int taken = shared.take(new byte[64], new HandConnection());

        ByteBuffer bye = ByteBuffer.wrap("bye\n".getBytes(StandardCharsets.US_ASCII));
        shared.tell(conversation -> conversation.receive(bye, Boundary.MORE));
        shared.sent(taken);

        assertThat(taken).isEqualTo(5);
        assertThat(shared.closing()).isEqualTo(Closing.ABORT);
    }
}
