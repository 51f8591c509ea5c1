// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Drives one side of a conversation by byte arrays, does its slow work at once, and keeps each write that it would make. */
public final class Wire {
    private final ByteSession session;
    private final List<String> writes = new ArrayList<>();

    public Wire(ByteSession session) {
        this.session = session;
        session.open(1 << 16);
        flush();
    }

    public Wire arrive(byte[] bytes, Boundary boundary) {
        session.receive(ByteBuffer.wrap(bytes), boundary);
        flush();
        return this;
    }

    public Wire arrive(String text) {
        return arrive(text.getBytes(StandardCharsets.UTF_8), Boundary.MORE);
    }

    public Wire pause() {
        return arrive(new byte[0], Boundary.PAUSE);
    }

    public Wire end() {
        return arrive(new byte[0], Boundary.END);
    }

    public ByteSession session() {
        return session;
    }

    public Closing closing() {
        return session.closing();
    }

    public List<String> writes() {
        return writes;
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
