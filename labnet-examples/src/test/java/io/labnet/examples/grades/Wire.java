// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.grades;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Drives one side of a conversation by byte arrays, and keeps each write that it would make. */
final class Wire {
    private final ByteSession session;
    private final List<String> writes = new ArrayList<>();

    Wire(ByteSession session) {
        this.session = session;
        session.open(1 << 16);
        flush();
    }

    Wire arrive(byte[] bytes, Boundary boundary) {
        session.receive(ByteBuffer.wrap(bytes), boundary);
        flush();
        return this;
    }

    Wire arrive(String text) {
        return arrive(text.getBytes(StandardCharsets.UTF_8), Boundary.MORE);
    }

    Wire pause() {
        return arrive(new byte[0], Boundary.PAUSE);
    }

    Wire end() {
        return arrive(new byte[0], Boundary.END);
    }

    ByteSession session() {
        return session;
    }

    Closing closing() {
        return session.closing();
    }

    List<String> writes() {
        return writes;
    }

    private void flush() {
        while (true) {
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
