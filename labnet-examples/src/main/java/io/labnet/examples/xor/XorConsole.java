// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.xor;

import io.labnet.core.session.Peer;
import io.labnet.examples.cli.Escaped;
import io.labnet.xorproto.XorListener;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorResult;
import io.labnet.xorproto.XorText;
import java.io.PrintStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prints what happens on a server, a line each. */
public final class XorConsole implements XorListener {
    private final PrintStream out;

    /**
     * Makes a console.
     *
     * @param out where the lines go; each is flushed at once
     */
    public XorConsole(PrintStream out) {
        this.out = Objects.requireNonNull(out, "out");
    }

    /**
     * Says that the server accepts connections.
     *
     * @param port the port it listens on
     */
    public void listening(int port) {
        print("Server is listening on port " + port);
    }

    /**
     * Says what the clients are sent.
     *
     * @param text the text
     */
    public void textReady(XorText text) {
        print("The text has " + text.length() + " bytes");
    }

    @Override
    public void began(Peer peer, XorPacket request, String key) {
        print("[" + peer + "] " + request.keyword() + " from " + request.sid() + ", key " + key);
    }

    @Override
    public void concluded(Peer peer, @Nullable XorPacket request, XorResult result) {
        print("[" + peer + "] " + result.keyword() + " " + result.score() + ": " + Escaped.of(result.message()));
    }

    @Override
    public void lost(Peer peer, XorPacket request, int score) {
        print("[" + peer + "] LOST " + score + ": the client of " + request.sid() + " is gone");
    }

    /** Says it among what else happens; the log, which has the cause, is for whoever looks after the database. */
    @Override
    public void notStored(Peer peer, XorPacket request, int score, Throwable cause) {
        print("[" + peer + "] NOT STORED " + score + " of " + request.sid() + ": "
                + Escaped.of(String.valueOf(cause.getMessage())));
        XorListener.super.notStored(peer, request, score, cause);
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }
}
