// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ByteSession;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Drives a server's side by hand: bytes in as hex, and what it writes out, one write after the other. */
final class Wire {
    private final ByteSession session;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private int writes;

    Wire(ByteSession session) {
        this.session = session;
        session.open(1 << 16);
    }

    Wire arrive(String hex) {
        session.receive(ByteBuffer.wrap(HexFormat.of().parseHex(hex)), Boundary.MORE);
        return flush();
    }

    Wire end() {
        session.receive(ByteBuffer.allocate(0), Boundary.END);
        return flush();
    }

    /** Does slow work and writes what there is, until there is neither. */
    Wire flush() {
        boolean busy = true;
        while (busy) {
            boolean worked = work();
            busy = write() || worked;
        }
        return this;
    }

    boolean work() {
        Runnable work = session.takeWork();
        if (work != null) {
            work.run();
            session.workDone();
        }
        return work != null;
    }

    boolean write() {
        ByteBuffer unsent = session.unsent().duplicate();
        byte[] bytes = new byte[unsent.remaining()];
        unsent.get(bytes);
        if (bytes.length > 0) {
            written.writeBytes(bytes);
            writes++;
            session.sent(bytes.length);
        }
        return bytes.length > 0;
    }

    ByteSession session() {
        return session;
    }

    byte[] bytes() {
        return written.toByteArray();
    }

    String hex() {
        return HexFormat.of().formatHex(written.toByteArray());
    }

    int writes() {
        return writes;
    }
}
