// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.trace;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.rule.Rule;
import io.labnet.core.transport.trace.Description;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.Side;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeAnswer;
import io.labnet.grades.GradeBook;
import io.labnet.grades.GradeProtocol;
import io.labnet.grades.GradeReply;
import io.labnet.grades.GradeReplyForm;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.GradeRule;
import io.labnet.grades.Student;
import io.labnet.grades.StudentId;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The dialogue of one connection: requests and their replies. Without the students' keys, only the form of a token is
 * checked. It shows neither keys nor what is in a token, unless the marks are known and the text is another one.
 */
public final class GradeDialogue implements Dialogue<GradeRequest, SeenReply> {
    private static final Rule ONE_REQUEST = () -> "grades-1.8";

    private final @Nullable Function<? super StudentId, ? extends @Nullable FernetKey> keys;
    private final @Nullable GradeBook book;
    private final SeenReplyDecoder replies;
    private final Deque<GradeRequest> unanswered = new ArrayDeque<>();

    /** The number of bytes of white space before the last request. */
    private int skipped;

    private boolean serverEnded;

    /** Creates the dialogue of a connection between students and a server whose keys are not known. */
    public GradeDialogue() {
        this.keys = null;
        this.book = null;
        this.replies = new SeenReplyDecoder(student -> null);
    }

    /**
     * Creates the dialogue of a connection to a class whose keys are known.
     *
     * @param keys returns the key of a student; {@code null} if there is no such student
     */
    public GradeDialogue(Function<? super StudentId, ? extends @Nullable FernetKey> keys) {
        this(Objects.requireNonNull(keys, "keys"), null);
    }

    /**
     * Creates the dialogue of a connection to a class whose keys and marks are known, so that the text of a reply is
     * checked as well.
     *
     * @param book the class
     */
    public GradeDialogue(GradeBook book) {
        this(id -> key(book, id), Objects.requireNonNull(book, "book"));
    }

    private GradeDialogue(Function<? super StudentId, ? extends @Nullable FernetKey> keys, @Nullable GradeBook book) {
        this.keys = keys;
        this.book = book;
        this.replies = new SeenReplyDecoder(keys);
    }

    private static @Nullable FernetKey key(GradeBook book, StudentId id) {
        Student student = book.student(id);
        return student == null ? null : student.key();
    }

    @Override
    public Protocol<GradeRequest, ?> server() {
        Protocol<GradeRequest, GradeReply> protocol = GradeProtocol.server();
        Decoder<GradeRequest> decoder = protocol.decoders().get();
        return protocol.withDecoders(() -> new Decoder<>() {
            private int consumed;

            @Override
            public @Nullable GradeRequest decode(ByteBuffer in, Boundary boundary) {
                int before = in.remaining();
                GradeRequest request = decoder.decode(in, boundary);
                consumed += before - in.remaining();
                if (request != null) {
                    skipped = consumed - request.encode().length;
                    consumed = 0;
                }
                return request;
            }

            @Override
            public ProtocolException incomplete(ByteBuffer rest, String event) {
                return decoder.incomplete(rest, event);
            }
        });
    }

    @Override
    public Protocol<SeenReply, ?> client() {
        return new Protocol<SeenReply, GradeRequest>(
                "grades",
                () -> replies,
                GradeRequest::writeTo,
                // One byte more, so that the decoder refuses a reply that is too large, and cites the rule.
                GradeProtocol.MAX_REPLY_BYTES + 1,
                true,
                GradeProtocol.CLIENT_IDLE,
                GradeProtocol.CLIENT_IDLE);
    }

    @Override
    public boolean hidesUndecoded(Side sender) {
        return sender == Side.SERVER;
    }

    @Override
    public Description fromClient(GradeRequest request) {
        String words = "request of " + request.student() + " for " + request.command();
        Description described = Description.of(words);
        if (skipped > 0) {
            described = described.with("white space", skipped, "");
        }
        if (keys != null && keys.apply(request.student()) == null) {
            return withFields(described, request)
                    .breaking(fault(GradeRule.KNOWN_STUDENT, "no student has the id " + request.student()));
        }
        replies.sent(request);
        unanswered.add(request);
        return withFields(described, request);
    }

    private static Description withFields(Description described, GradeRequest request) {
        int length = request.separator().length();
        Description number = described.with(
                "student number", StudentId.LENGTH, request.student().digits());
        return (length == 0 ? number : number.with("separator", length, '"' + request.separator() + '"'))
                .with(
                        "command",
                        request.command().name().length(),
                        request.command().name());
    }

    @Override
    public Description fromServer(SeenReply reply) {
        Description described = new ReplyFields(reply).describe();
        GradeAnswer answer = reply.answer();
        GradeRequest request = answer == null ? null : unanswered.poll();
        return book == null || request == null ? described : described.breaking(problem(book, request, answer.text()));
    }

    /** Returns what is wrong with the text of a reply; {@code null} if it is one of the documented texts. */
    private static @Nullable ProtocolException problem(GradeBook book, GradeRequest request, String text) {
        Student student = Objects.requireNonNull(book.student(request.student()), "student");
        boolean right = Stream.of(GradeReplyForm.values())
                .anyMatch(form -> form.text(book, student, request.command()).equals(text));
        String expected = GradeReplyForm.TOKEN.text(book, student, request.command());
        return right ? null : fault(GradeRule.TEXT, "the text is '" + text + "', not '" + expected + "'");
    }

    @Override
    public @Nullable ProtocolException ended(Side side) {
        if (side == Side.SERVER) {
            serverEnded = true;
            // Without the keys, it is not known whether the student is: an unknown student gets no reply.
            return keys == null ? null : replies.missing();
        }
        return serverEnded && replies.isBehind()
                ? fault(ONE_REQUEST, "a connection carries one request, and the server did not reply to another")
                : null;
    }

    private static ProtocolException fault(Rule rule, String problem) {
        return new ProtocolException(rule, Reason.MALFORMED, 0, problem);
    }
}
