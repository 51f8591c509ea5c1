// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Drives one side of a conversation with byte arrays, on the calling thread: slow work is done at once, delays pass at
 * once, and each write is kept as text. Not safe for several threads.
 */
public final class ConversationDriver {
    private final ByteSession session;
    private final List<String> writes = new ArrayList<>();

    /**
     * Opens a conversation.
     *
     * @param session the side to drive
     */
    public ConversationDriver(ByteSession session) {
        this.session = session;
        session.open(1 << 16);
        flush();
    }

    /**
     * Delivers bytes.
     *
     * @param bytes what arrives; may be empty
     * @param boundary what is known of the input after them
     * @return this driver
     */
    public ConversationDriver arrive(byte[] bytes, Boundary boundary) {
        session.receive(ByteBuffer.wrap(bytes), boundary);
        flush();
        return this;
    }

    /**
     * Delivers text, after which more may follow at once.
     *
     * @param text what arrives, as UTF-8
     * @return this driver
     */
    public ConversationDriver arrive(String text) {
        return arrive(text.getBytes(StandardCharsets.UTF_8), Boundary.MORE);
    }

    /**
     * Lets the input pause.
     *
     * @return this driver
     */
    public ConversationDriver pause() {
        return arrive(new byte[0], Boundary.PAUSE);
    }

    /**
     * Ends the input.
     *
     * @return this driver
     */
    public ConversationDriver end() {
        return arrive(new byte[0], Boundary.END);
    }

    /**
     * Gives the driven side, for calls that this class does not have.
     *
     * @return the session
     */
    public ByteSession session() {
        return session;
    }

    /**
     * Tells whether and how the conversation is closing.
     *
     * @return how
     */
    public Closing closing() {
        return session.closing();
    }

    /**
     * Lists what was written.
     *
     * @return each write as UTF-8 text, in order; grows as the conversation goes on
     */
    public List<String> writes() {
        return Collections.unmodifiableList(writes);
    }

    private void flush() {
        while (true) {
            Runnable work = session.takeWork();
            if (work != null) {
                work.run();
                session.workDone();
            }
            ByteBuffer unsent = session.unsent();
            if (unsent.hasRemaining()) {
                writes.add(StandardCharsets.UTF_8.decode(unsent.duplicate()).toString());
                session.sent(unsent.remaining());
            } else if (session.separated()) {
                session.momentPassed();
            } else {
                return;
            }
        }
    }
}
