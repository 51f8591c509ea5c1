// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.trace;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeAnswer;
import io.labnet.grades.GradeProtocol;
import io.labnet.grades.GradeReplyDecoder;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.StudentId;
import io.labnet.grades.internal.ReplyFault;
import io.labnet.grades.internal.RequestText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decodes replies. A reply ends at a pause, at the end of the output or, if more than one request waits for a reply,
 * where the next token begins. Until a request has come, bytes are kept: a client takes them for a part of the reply.
 */
final class SeenReplyDecoder implements Decoder<SeenReply> {
    private static final String TOKEN_BEGINNING = "gAAAA";

    private final Function<? super StudentId, ? extends @Nullable FernetKey> keys;
    private final Deque<GradeRequest> unanswered = new ArrayDeque<>();
    private boolean replied;

    /** Whether the last reply was a token alone, whose key may follow. */
    private boolean tokenLast;

    SeenReplyDecoder(Function<? super StudentId, ? extends @Nullable FernetKey> keys) {
        this.keys = keys;
    }

    void sent(GradeRequest request) {
        unanswered.add(request);
    }

    /** Returns the fault of a server that ends its output now; {@code null} if it owes no reply. */
    @Nullable
    ProtocolException missing() {
        return replied || unanswered.isEmpty() ? null : RequestText.unanswered(unanswered.getFirst());
    }

    /** Returns whether a request came after the only reply. */
    boolean isBehind() {
        return replied && !unanswered.isEmpty();
    }

    @Override
    public @Nullable SeenReply decode(ByteBuffer in, Boundary boundary) {
        int end = endOfFirst(in);
        if (end < in.remaining()) {
            ByteBuffer first = in.slice(in.position(), end);
            SeenReply reply = read(first, Boundary.END);
            in.position(in.position() + end);
            return reply;
        }
        if (in.remaining() > GradeProtocol.MAX_REPLY_BYTES) {
            throw ReplyFault.size();
        }
        boolean expected = !unanswered.isEmpty() || replied || boundary == Boundary.END;
        return in.hasRemaining() && expected && boundary != Boundary.MORE ? read(in, boundary) : null;
    }

    private @Nullable SeenReply read(ByteBuffer in, Boundary boundary) {
        byte[] bytes = new byte[in.remaining()];
        in.get(in.position(), bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (tokenLast && ReplyFields.isKey(text)) {
            tokenLast = false;
            in.position(in.limit());
            return new SeenReply(text, null);
        }
        GradeRequest request = unanswered.peek();
        FernetKey key = request == null ? null : keys.apply(request.student());
        GradeAnswer answer = null;
        if (key != null) {
            answer = new GradeReplyDecoder(key).decode(in, boundary);
            if (answer == null) {
                return null;
            }
        } else {
            ProtocolException fault = ReplyFault.ofForm(bytes);
            if (fault != null && boundary == Boundary.PAUSE) {
                return null;
            }
            if (fault != null) {
                throw fault;
            }
            in.position(in.limit());
        }
        unanswered.poll();
        replied = true;
        tokenLast = ReplyFields.isToken(text.strip());
        return new SeenReply(text, answer);
    }

    /** Returns where the second token begins if more than one reply is expected; otherwise all bytes. */
    private int endOfFirst(ByteBuffer in) {
        int all = in.remaining();
        if (unanswered.size() < 2) {
            return all;
        }
        byte[] bytes = new byte[all];
        in.get(in.position(), bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int first = text.indexOf(TOKEN_BEGINNING);
        int second = first < 0 ? -1 : text.indexOf(TOKEN_BEGINNING, first + 1);
        return second < 0 ? all : second;
    }

    @Override
    public ProtocolException incomplete(ByteBuffer rest, String event) {
        return ReplyFault.incomplete(rest.remaining(), event);
    }
}
