// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.session.Peer;
import java.io.PrintStream;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The output of a server's console. The output shows which client each line is about, and no client can fill the
 * console. Some lines are documented without an address; the text of these lines is not changed. Instead, if the
 * previous line was about another client, a line with the address is written first, such as {@code [127.0.0.1:48528]}.
 *
 * <p>Each address may cause 50 lines per second on average, and up to 1,000 at once: far more than a class of students
 * needs. Lines about connections and lines about refusals each have a smaller limit of their own,
 * {@link LineLimit#ofRefusals}, because a refused program may connect again and again. Thread-safe.
 */
public final class PeerLines {
    private static final int LINES_PER_SECOND = 50;
    private static final int LINE_BURST = 1000;

    /** The largest number of characters to show of a text whose length the client chooses. */
    private static final int MAX_CHARS = 600;

    private final Consumer<String> out;
    private final LineLimit limit = new LineLimit(LINES_PER_SECOND, LINE_BURST, this::print);
    private final LineLimit connections = LineLimit.ofRefusals(this::print);
    private final LineLimit refusals = LineLimit.ofRefusals(this::print);

    /** The client of the last line. */
    private @Nullable Peer subject;

    /**
     * Creates a console that passes lines to a consumer.
     *
     * @param out receives each line, without a line terminator
     */
    public PeerLines(Consumer<String> out) {
        this.out = Objects.requireNonNull(out, "out");
    }

    /**
     * Creates a console that prints lines to a stream.
     *
     * @param out the stream; flushed after each line
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
     * @param line the line, safe for a terminal
     */
    public void print(Peer peer, String line) {
        if (limit.permits(peer.host())) {
            write(peer, line, false);
        }
    }

    /**
     * Writes a line that names its client.
     *
     * @param peer the client
     * @param line the line, safe for a terminal
     */
    public void printNaming(Peer peer, String line) {
        if (limit.permits(peer.host())) {
            write(peer, line, true);
        }
    }

    /**
     * Writes a line that reports the beginning or end of a connection, and names its client.
     *
     * @param peer the client
     * @param line the line, safe for a terminal
     */
    public void printConnection(Peer peer, String line) {
        if (connections.permits(peer.host())) {
            write(peer, line, true);
        }
    }

    /**
     * Writes the client's address and why its request was refused.
     *
     * @param peer the client
     * @param what the reason; control characters are escaped, and a long text is truncated
     */
    public void refuse(Peer peer, String what) {
        if (refusals.permits(peer.host())) {
            write(peer, "[" + peer + "] " + EscapedText.of(what, MAX_CHARS), true);
        }
    }

    /**
     * Writes a documented line that reports a refusal without naming its client.
     *
     * @param peer the client
     * @param line the line; control characters are escaped, and a long text is truncated
     */
    public void printRefusal(Peer peer, String line) {
        if (refusals.permits(peer.host())) {
            write(peer, EscapedText.of(line, MAX_CHARS), false);
        }
    }

    /** Writes the counts of omitted lines. Called once the server has stopped. */
    public void stopped() {
        limit.printCounts();
        connections.printCounts();
        refusals.printCounts();
    }

    private synchronized void write(Peer peer, String line, boolean named) {
        if (!named && !peer.equals(subject)) {
            out.accept("[" + peer + "]");
        }
        subject = peer;
        out.accept(line);
    }
}
