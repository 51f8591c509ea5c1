// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.PeerLines;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorResult;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** A listener that prints a line for each event. */
final class PrintingXorListener implements XorListener {
    private static final int MAX_CHARS = 400;

    private final PeerLines lines;

    PrintingXorListener(PrintStream out) {
        this.lines = new PeerLines(out);
    }

    @Override
    public void listening(Endpoint at) {
        lines.print("Server is listening on port " + at.port());
    }

    @Override
    public void loaded(XorText text) {
        lines.print("The text has " + text.length() + " bytes");
    }

    @Override
    public void requested(Peer peer, XorPacket request, String key) {
        lines.printNaming(peer, "[" + peer + "] " + request.keyword() + " from " + request.sid() + ", key " + key);
    }

    @Override
    public void replied(Peer peer, @Nullable XorPacket request, XorResult result) {
        String text = result.keyword() + " " + result.score() + ": " + result.message();
        if (request == null) {
            lines.refuse(peer, text);
        } else {
            lines.printNaming(peer, "[" + peer + "] " + EscapedText.of(text, MAX_CHARS));
        }
    }

    @Override
    public void clientLost(Peer peer, XorPacket request, int score) {
        lines.refuse(peer, "LOST " + score + ": the client of " + request.sid() + " is gone");
    }

    /** Prints a line for the event, and logs the cause. */
    @Override
    public void notStored(Peer peer, XorPacket request, int score, Throwable cause) {
        lines.refuse(peer, "NOT STORED " + score + " of " + request.sid() + ": " + cause.getMessage());
        FAILURES_ONLY.notStored(peer, request, score, cause);
    }

    @Override
    public void stopped() {
        lines.stopped();
    }
}
