// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.PeerLines;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorResult;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Prints what happens on a server, a line each. */
public final class PrintingXorListener implements XorListener {
    private static final int MAX_CHARS = 300;

    private final PeerLines lines;

    /**
     * Makes a console.
     *
     * @param out where the lines go; each is flushed at once
     */
    public PrintingXorListener(PrintStream out) {
        this.lines = new PeerLines(out);
    }

    /**
     * Says that the server accepts connections.
     *
     * @param port the port it listens on
     */
    public void listening(int port) {
        lines.print("Server is listening on port " + port);
    }

    /**
     * Says what the clients are sent.
     *
     * @param text the text
     */
    public void textReady(XorText text) {
        lines.print("The text has " + text.length() + " bytes");
    }

    @Override
    public void began(Peer peer, XorPacket request, String key) {
        lines.tellNaming(peer, "[" + peer + "] " + request.keyword() + " from " + request.sid() + ", key " + key);
    }

    @Override
    public void concluded(Peer peer, @Nullable XorPacket request, XorResult result) {
        String told = result.keyword() + " " + result.score() + ": " + result.message();
        if (request == null) {
            lines.refuse(peer, told);
        } else {
            lines.tellNaming(peer, "[" + peer + "] " + EscapedText.of(told, MAX_CHARS));
        }
    }

    @Override
    public void lost(Peer peer, XorPacket request, int score) {
        lines.refuse(peer, "LOST " + score + ": the client of " + request.sid() + " is gone");
    }

    /** Says it among what else happens; the log, which has the cause, is for whoever looks after the database. */
    @Override
    public void notStored(Peer peer, XorPacket request, int score, Throwable cause) {
        lines.refuse(peer, "NOT STORED " + score + " of " + request.sid() + ": " + cause.getMessage());
        XorListener.super.notStored(peer, request, score, cause);
    }

    /** Tells how many lines were left out lately, once the server has stopped. */
    public void stopped() {
        lines.stopped();
    }
}
