// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.trace;

import io.labnet.compute.ComputeRule;
import io.labnet.compute.FibonacciCount;
import io.labnet.compute.TextPiece;
import io.labnet.compute.grader.internal.IdentityMatcher;
import io.labnet.compute.grader.internal.Question;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The check of what a server sends: the UUID, and then the replies in the order of the requests. */
final class ServerCheck {
    private static final String ERROR = "ERROR ";

    private final Set<FibonacciCount> counts;
    private final IdentityMatcher identity = new IdentityMatcher();
    private final Deque<Question> questions = new ArrayDeque<>();
    private @Nullable UUID uuid;
    private @Nullable ReplyCheck reply;
    private boolean named;
    private boolean over;

    /**
     * Creates a check.
     *
     * @param counts how the server may number Fibonacci numbers; changed
     */
    ServerCheck(Set<FibonacciCount> counts) {
        this.counts = counts;
    }

    /** Ends the check: after a mistake of one side, the other can't be judged. */
    void end() {
        over = true;
        questions.clear();
    }

    void named() {
        named = true;
    }

    void asked(Question question) {
        if (!over) {
            questions.add(question);
        }
    }

    @Nullable
    UUID uuid() {
        return uuid;
    }

    /** Returns whether the server has begun to say something whose end is not known. */
    boolean isOpen() {
        return !over && (uuid == null ? identity.received().length() > 0 : reply != null && reply.isBegun());
    }

    /** Returns whether bytes of the server would be a reply to nothing. */
    boolean expectsNothing() {
        return !over && uuid != null && reply == null && questions.isEmpty();
    }

    @Nullable
    ProtocolException add(TextPiece piece) {
        ByteBuffer bytes = piece.bytes();
        ProtocolException fault = null;
        while (bytes.hasRemaining() && fault == null && !over) {
            // If several replies are due, they may come together, and each ends where the next begins.
            int length =
                    questions.size() + (reply == null ? 0 : 1) + (uuid == null ? 1 : 0) > 1 ? 1 : bytes.remaining();
            fault = step(bytes.slice(bytes.position(), length), false);
            bytes.position(bytes.position() + length);
        }
        if (fault == null && piece.last() && !over) {
            fault = step(ByteBuffer.allocate(0), true);
        }
        over |= fault != null;
        return fault;
    }

    private @Nullable ProtocolException step(ByteBuffer bytes, boolean paused) {
        UUID known = uuid;
        if (known == null) {
            return identify(bytes, paused);
        }
        Question next = questions.peek();
        if (reply == null && next != null) {
            reply = new ReplyCheck(next, known);
            questions.poll();
        }
        if (reply == null) {
            return surplus(bytes);
        }
        ProtocolException fault = reply.add(bytes, paused, counts);
        reply = reply.isDone() ? null : reply;
        return fault;
    }

    private @Nullable ProtocolException identify(ByteBuffer bytes, boolean paused) {
        uuid = identity.add(new TextPiece(bytes, paused));
        if (uuid != null || !identity.isHopeless()) {
            return null;
        }
        if (!named && identity.received().toString().startsWith(ERROR)) {
            over = true;
            return null;
        }
        return identity.missing("");
    }

    /** Judges bytes that reply to nothing: an error may explain why the server closes, such as a timeout. */
    private @Nullable ProtocolException surplus(ByteBuffer bytes) {
        String text = StandardCharsets.ISO_8859_1.decode(bytes).toString().strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.startsWith(ERROR) || ERROR.startsWith(text)) {
            over = true;
            return null;
        }
        return new ProtocolException(ComputeRule.REPLY, Reason.MALFORMED, 0, "the server replied, but to no request");
    }

    /**
     * Returns the fault of a server that ends its output now.
     *
     * @param complete whether the client has said that it is done, or ended its output
     */
    @Nullable
    ProtocolException ended(boolean complete) {
        if (over || !named) {
            return null;
        }
        if (uuid == null) {
            uuid = identity.found();
        }
        if (uuid == null) {
            return identity.missing(", the server closed the connection");
        }
        ProtocolException fault = step(ByteBuffer.allocate(0), true);
        if (fault != null) {
            return fault;
        }
        if (reply != null) {
            return reply.incomplete();
        }
        return complete && questions.isEmpty()
                ? null
                : new ProtocolException(
                        ComputeRule.ANSWER, Reason.TRUNCATED, 0, "the server closed the connection before COMPLETE");
    }
}
