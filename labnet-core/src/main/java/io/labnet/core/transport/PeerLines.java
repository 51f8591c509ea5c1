// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.session.Peer;
import java.io.PrintStream;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the lines of a server's console, so that each can be matched to its client and no client fills it. A documented
 * line without an address stays as it is: where the line before was about another client, a line such as {@code
 * [127.0.0.1:48528]} stands in front of it.
 *
 * <p>For each address 50 lines a second are written, and 1,000 at once: far more than a class needs. Lines about what is
 * refused are bounded apart from these, by {@link LineLimit#ofRefusals}. Safe for several threads.
 */
public final class PeerLines {
    private static final int LINES_PER_SECOND = 50;
    private static final int LINES_AT_ONCE = 1000;

    /** How much is shown of a text of which the client says how long it is. */
    private static final int MAX_CHARS = 300;

    private final Consumer<String> out;
    private final LineLimit limit = new LineLimit(LINES_PER_SECOND, LINES_AT_ONCE, this::print);
    private final LineLimit refusals = LineLimit.ofRefusals(this::print);

    /** Whom the last line was about. */
    private @Nullable Peer subject;

    /**
     * Makes lines that go anywhere.
     *
     * @param out takes each line, without its end
     */
    public PeerLines(Consumer<String> out) {
        this.out = Objects.requireNonNull(out, "out");
    }

    /**
     * Makes lines that are printed.
     *
     * @param out where they go; flushed after each
     */
    public PeerLines(PrintStream out) {
        this(line -> {
            out.println(line);
            out.flush();
        });
    }

    /**
     * Writes a line about the server itself.
     *
     * @param line the line
     */
    public synchronized void print(String line) {
        out.accept(line);
    }

    /**
     * Writes a documented line that does not name its client.
     *
     * @param peer the client
     * @param line the line, fit for a terminal
     */
    public void tell(Peer peer, String line) {
        if (limit.permits(peer.host())) {
            write(peer, line, false);
        }
    }

    /**
     * Writes a line that names its client.
     *
     * @param peer the client
     * @param line the line, fit for a terminal
     */
    public void tellNaming(Peer peer, String line) {
        if (limit.permits(peer.host())) {
            write(peer, line, true);
        }
    }

    /**
     * Writes, after its client's address, why something was not done.
     *
     * @param peer the client
     * @param what the line; what a terminal would obey is escaped, and the rest of a long one is left out
     */
    public void refuse(Peer peer, String what) {
        if (refusals.permits(peer.host())) {
            write(peer, "[" + peer + "] " + EscapedText.of(what, MAX_CHARS), true);
        }
    }

    /**
     * Writes a documented line that does not name its client and tells why something was not done.
     *
     * @param peer the client
     * @param line the line; what a terminal would obey is escaped, and the rest of a long one is left out
     */
    public void tellRefusal(Peer peer, String line) {
        if (refusals.permits(peer.host())) {
            write(peer, EscapedText.of(line, MAX_CHARS), false);
        }
    }

    /** Tells how many lines were left out lately, once the server has stopped. */
    public void stopped() {
        limit.tellCounts();
        refusals.tellCounts();
    }

    private synchronized void write(Peer peer, String line, boolean named) {
        if (!named && !peer.equals(subject)) {
            out.accept("[" + peer + "]");
        }
        subject = peer;
        out.accept(line);
    }
}
